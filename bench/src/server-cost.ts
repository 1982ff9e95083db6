import { cpuMsOf } from "./cpu-of.ts";
import { median } from "./median.ts";

/** A server process and one request to it; the request throws when the answer is not the expected one. */
export type Side = { pid: number; request(): Promise<void> };

export type Cost = { cpuMs: number; wallMs: number };

const atOnce = 4;

/** What one request costs the server, averaged over `requests` of them, a few at a time. */
const costOf = async ({ pid, request }: Side, requests: number): Promise<Cost> => {
  const [cpuBefore, begun] = [await cpuMsOf(pid), performance.now()];
  let left = requests;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await request();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    wallMs: (performance.now() - begun) / requests,
    cpuMs: ((await cpuMsOf(pid)) - cpuBefore) / requests,
  };
};

/** What a request cost one side and the other, one right after the other. */
export type CostPair = { one: Cost; other: Cost };

/** Both sides by turns, so that a busy neighbour slows them alike; which goes first alternates. */
export const costPairs = async (
  one: Side,
  other: Side,
  { pairs, requests }: { pairs: number; requests: number },
): Promise<CostPair[]> => {
  await costOf(one, requests);
  await costOf(other, requests);
  const measured: CostPair[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (pair % 2 === 0) {
      const first = await costOf(one, requests);
      measured.push({ one: first, other: await costOf(other, requests) });
    } else {
      const first = await costOf(other, requests);
      measured.push({ other: first, one: await costOf(one, requests) });
    }
  }
  return measured;
};

/** The middle of every figure; the ratios are those of the pairs, not of the middles. */
export const medianCost = (measured: readonly CostPair[]) => {
  const middle = (of: (pair: CostPair) => number) => median(measured.map(of));
  return {
    one: { cpuMs: middle((pair) => pair.one.cpuMs), wallMs: middle((pair) => pair.one.wallMs) },
    other: { cpuMs: middle((pair) => pair.other.cpuMs), wallMs: middle((pair) => pair.other.wallMs) },
    cpuRatio: middle((pair) => pair.one.cpuMs / pair.other.cpuMs),
    wallRatio: middle((pair) => pair.one.wallMs / pair.other.wallMs),
  };
};
