import { randomBytes } from "node:crypto";

/** A secret-looking value that is put somewhere once, and must not turn up anywhere else. */
export type Canary = {
  /** Where it was put, for the message of a failure. */
  place: string;
  /** The part of it that is looked for: nobody else says it. */
  mark: string;
};

/** Everything that was planted. */
export type Aviary = {
  /** A fresh mark of 20 lower-case letters and digits, to be made part of a value of any shape. */
  plant(place: string): string;
  /** A secret that the system itself made. @throws Error for one too short to be looked for */
  keep(place: string, secret: string): string;
  planted: readonly Canary[];
  /** Where marks are found in `text`, whatever its case and however it is encoded. */
  foundIn(text: string): Canary[];
};

const shortest = 16;

/** As it stands, as an address writes it, and as JSON inside of JSON would. */
const spellings = (mark: string) => [mark, encodeURIComponent(mark), JSON.stringify(mark).slice(1, -1)];

export const createAviary = (): Aviary => {
  const planted: Canary[] = [];
  const keep = (place: string, mark: string) => {
    if (mark.length < shortest)
      throw new Error(`${place}: a secret of ${mark.length} characters proves nothing`);
    planted.push({ place, mark });
    return mark;
  };
  return {
    plant: (place) => keep(place, `c${randomBytes(9).toString("hex")}y`),
    keep,
    planted,
    foundIn: (text) => {
      const lower = text.toLowerCase();
      return planted.filter(({ mark }) => spellings(mark).some((one) => lower.includes(one.toLowerCase())));
    },
  };
};
