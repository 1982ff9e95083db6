/** What one piece of work asked of a database. */
export type Asked = {
  /** Without those that count for the limits. */
  requests: number;
  /** Requests to the counters of the limits. */
  counts: number;
  /** How often the work stood and waited: what is asked at one time is one round trip. */
  roundTrips: number;
};

/** Hears of all that goes to a database, and tells what it was since the last time it was asked. */
export const createTraffic = () => {
  let asked: Asked = { requests: 0, counts: 0, roundTrips: 0 };
  let underWay = 0;
  return {
    /** A request to `container` goes out; what is returned is called when its answer is there. */
    begin: (container: string): (() => void) => {
      asked[container === "throttles" ? "counts" : "requests"] += 1;
      if (underWay === 0) asked.roundTrips += 1;
      underWay += 1;
      return () => {
        underWay -= 1;
      };
    },
    take: (): Asked => {
      const taken = asked;
      asked = { requests: 0, counts: 0, roundTrips: 0 };
      return taken;
    },
  };
};

export type Traffic = ReturnType<typeof createTraffic>;
