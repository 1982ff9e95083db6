import { jpegBytes } from "@cloudpix/api/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { askPath, shownVisit } from "../../test/ask.ts";
import { type Belongings, renditionText } from "../../test/belongings.ts";
import { headerText, hostileText, mostly, percent } from "../../test/hostile-texts.ts";
import { type HostileWorld, openHostileWorld, refusalIn } from "../../test/hostile-world.ts";
import { openTally } from "../../test/tally.ts";
import { shareAssets } from "./shared-asset.ts";

const tries = { numRuns: 10 * inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 1_000 * tries.numRuns });

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

type LinkName = keyof Belongings["links"];
const linkNames = [
  "link",
  "other",
  "locked",
  "lockedToo",
  "revoked",
  "expired",
  "usedUp",
] as const satisfies readonly LinkName[];

/** Those whose visits run. */
const linksThatRun: readonly string[] = ["link", "other", "usedUp"] satisfies LinkName[];

/** Something to show as a visit: one that was given out, whole or changed (`at`), or whatever. */
type Shown = { of: LinkName | "the link asked for"; at: number | null } | { text: string };

const ofALink = fc.record({
  of: mostly<LinkName | "the link asked for">(
    fc.constant("the link asked for"),
    fc.constantFrom(...linkNames),
  ),
  at: mostly<number | null>(fc.constant(null), fc.nat()),
});
const shown = fc.option(mostly<Shown>(ofALink, fc.record({ text: headerText })), { freq: 3 });
const visitOf = (of: string): string => {
  const found = linkNames.find((name) => name === of);
  return found === undefined ? "" : hostile.belongings().links[found].visit;
};

const number = fc.oneof(fc.nat(40), fc.nat(1_200), fc.constantFrom("", 2 ** 53, 1e21));
const range = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`) },
  fc.constantFrom("bytes=", "bytes=-0", "bytes=0-0,2-3", "bytes=1-0", "lines=0-1", "bytes=0-1x"),
  headerText,
);
const etag = fc.oneof(headerText, fc.constantFrom("*", 'W/"x"', '"x", "y"', '"0x1"'));

/** A request below the page of a link. */
const requests = fc.record({
  link: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<string>(...linksThatRun) },
    { weight: 2, arbitrary: fc.constantFrom<string>(...linkNames) },
    hostileText,
  ),
  step: mostly(fc.constantFrom<string>(...shareAssets, "enter", "unlock"), hostileText),
  method: mostly(fc.constant("GET"), fc.constantFrom("HEAD", "POST", "PUT", "OPTIONS")),
  inAddress: shown,
  inCookie: shown,
  cookies: fc.option(headerText, { freq: 2 }),
  query: fc.dictionary(fc.constantFrom("refusal", "human", "v", "__proto__", ""), hostileText),
  headers: fc.oneof(
    fc.constant({}),
    fc.record({ range }),
    fc.record(
      { range, "if-range": etag, "if-none-match": etag, "user-agent": headerText, purpose: headerText },
      { requiredKeys: [] },
    ),
  ),
});
type Asked = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

const textOf = (visit: Shown | null, link: string): string | null => {
  if (visit === null || "text" in visit) return visit?.text ?? null;
  const genuine = visitOf(visit.of === "the link asked for" ? link : visit.of);
  const at = (visit.at ?? 0) % Math.max(1, genuine.length);
  return visit.at === null ? genuine : `${genuine.slice(0, at)}~${genuine.slice(at + 1)}`;
};

/** The id of a link of ours; anything else stands for itself. */
const idOf = (link: string) => {
  const found = linkNames.find((name) => name === link);
  return found === undefined ? link : hostile.belongings().links[found].linkId;
};
/** What would be another path if it stood in it as it is. */
const word = (text: string) => percent(text).replace(/^\.*$/, "%20");

const ask = ({ link, step, method, inAddress, inCookie, cookies, query, headers }: Asked) => {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, text]) => [name, text.toWellFormed()]),
  );
  const token = textOf(inAddress, link);
  // The first one counts, as everywhere.
  if (token !== null) search.set("v", token);
  const visit = textOf(inCookie, link);
  const cookie = [cookies ?? [], visit === null ? [] : shownVisit(idOf(link), visit)].flat().join("; ");
  return askPath(`/s/${word(idOf(link))}/${word(step)}?${search}`, {
    method,
    headers: { ...headers, ...(cookie === "" ? {} : { cookie }) },
    ...(method === "POST" || method === "PUT" ? { body: "password=a+guess" } : {}),
  });
};

/** Whether one of the visits that are shown is a running one of the very link. */
const isVisiting = ({ link, inAddress, inCookie }: Asked) =>
  linksThatRun.includes(link) && [textOf(inAddress, link), textOf(inCookie, link)].includes(visitOf(link));

/** What of a link may be given to those who visit it, whole. */
const bytesOf = (step: string): Buffer | undefined => {
  const { file } = hostile.belongings();
  switch (step) {
    case "file":
      return Buffer.from(jpegBytes());
    case "thumb":
    case "medium":
    case "preview":
      return Buffer.from(renditionText(step, file));
    case "og.jpg":
      return Buffer.from(renditionText("og", file));
    default:
      return undefined;
  }
};

const isIn = ({ status, headers }: Response) => status === 303 && headers.has("set-cookie");

test("whatever is asked below a link, bytes are those that were asked for, and only a visit of that very link opens them", async () => {
  const tally = openTally<"bytes" | "part" | "in" | "refused">();
  await fc.assert(
    fc.asyncProperty(requests, async (asked) => {
      const answer = await hostile.check(() => ask(asked), {
        changes: isIn,
        isRefusal: (text, { status }) =>
          status === 416 ? expect(text).toBe("") : void refusalIn(JSON.parse(text)),
      });
      if (isIn(answer)) return tally.note("in");
      if (answer.status >= 400 || answer.status === 303) return tally.note("refused");
      if (answer.status === 204) return tally.note();
      if (asked.step !== "og.jpg") expect(isVisiting(asked)).toBe(true);
      const whole = bytesOf(asked.step);
      if (whole === undefined) throw new Error(`${answer.status} for ${asked.step}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (asked.method === "HEAD" || answer.status === 304) expect(bytes).toHaveLength(0);
      else if (answer.status === 200) expect(bytes).toEqual(whole);
      else {
        const [, from, to, size] =
          /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers.get("content-range") ?? "") ?? [];
        expect([answer.status, Number(size)]).toEqual([206, whole.length]);
        expect(bytes).toEqual(whole.subarray(Number(from), Number(to) + 1));
        tally.note("part");
        return;
      }
      tally.note("bytes");
    }),
    tries,
  );
  tally.expectShares({ bytes: 0.03, part: 0.01, in: 0.01, refused: 0.5 });
});

const typed = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded; charset=utf-16",
  "multipart/form-data; boundary=x",
  "text/plain",
  "",
);
const guesses = fc.record({
  link: fc.constantFrom(...linkNames),
  password: fc.oneof(fc.constantFrom("open sesame", "another sesame"), hostileText),
  raw: mostly<Uint8Array | null>(fc.constant(null), fc.uint8Array({ maxLength: 300 })),
  type: fc.oneof({ weight: 6, arbitrary: fc.constant("application/x-www-form-urlencoded") }, typed),
  site: fc.oneof({ weight: 4, arbitrary: fc.constant("same-origin") }, headerText),
  more: fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
});

test("whatever is sent as the form of a locked link, only its own password lets in", async () => {
  const tally = openTally<"in" | "back" | "refused">();
  await fc.assert(
    fc.asyncProperty(guesses, async ({ link, password, raw, type, site, more }) => {
      const { linkId } = hostile.belongings().links[link];
      const fields = Object.entries({ ...more, password }).map(([name, text]) => [
        name.toWellFormed(),
        text.toWellFormed(),
      ]);
      const body = raw === null ? new URLSearchParams(fields).toString() : Buffer.from(raw);
      const headers = { "content-type": type, "sec-fetch-site": site };
      const answer = await hostile.check(
        () => askPath(`/s/${linkId}/unlock`, { method: "POST", headers, body }),
        { changes: isIn },
      );
      if (answer.status >= 400) return tally.note("refused");
      expect(answer.status).toBe(303);
      if (!isIn(answer)) return tally.note("back");
      const opens = { link: true, other: true, locked: "open sesame", lockedToo: "another sesame" };
      const own: boolean | string | undefined = Object.hasOwn(opens, link)
        ? Reflect.get(opens, link)
        : undefined;
      expect(own === true || (raw === null && own === password)).toBe(true);
      tally.note("in");
    }),
    { ...tries, numRuns: 3 * inject("faultRuns") },
  );
  tally.expectShares({ in: 0.1, back: 0.1, refused: 0.05 });
});
