import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { askAuth, csrfOf } from "../../test/ask-auth.ts";
import { headerText, hostileText, mostly, percent } from "../../test/hostile-texts.ts";
import { type HostileWorld, openHostileWorld } from "../../test/hostile-world.ts";
import { openTally } from "../../test/tally.ts";
import { authActions } from "./auth-handler.ts";
import { readSessionCookie } from "./session-cookie.ts";

const tries = { numRuns: 5 * inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 1_000 * tries.numRuns });

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

const the = (text: string) => mostly(fc.constant(text), hostileText);
const formType = "application/x-www-form-urlencoded";
// Ours, and those that next-auth would take if it were not told otherwise.
const cookieNames = [
  ...["csrf", "callback", "session"].map((name) => `cloudpix.3000.${name}`),
  ...["callback-url", "csrf-token", "session-token"].map((name) => `next-auth.${name}`),
  "__proto__",
];

/** A request to next-auth. `the …` stands for what is right now. */
const requests = fc.record({
  action: fc.oneof(
    { weight: 4, arbitrary: fc.constant("POST callback/credentials") },
    { weight: 4, arbitrary: fc.constantFrom(...authActions) },
    hostileText.map((text) => `GET ${text}`),
  ),
  query: fc.dictionary(
    fc.constantFrom("callbackUrl", "error", "json", "redirect", "csrfToken", "nextauth", "__proto__"),
    hostileText,
  ),
  cookies: fc.dictionary(fc.constantFrom(...cookieNames), fc.oneof(headerText, hostileText.map(percent)), {
    maxKeys: 3,
  }),
  keepsCsrf: mostly(fc.constant(true), fc.constant(false)),
  form: fc.record(
    {
      email: the("the e-mail"),
      password: the("the password"),
      csrfToken: the("the token"),
      callbackUrl: hostileText,
      json: mostly(fc.constant("true"), hostileText),
      redirect: hostileText,
      __proto__: hostileText,
    },
    { requiredKeys: ["email", "password", "csrfToken"] },
  ),
  raw: mostly<Uint8Array | null>(fc.constant(null), fc.uint8Array({ maxLength: 300 })),
  type: mostly(fc.constant(formType), headerText),
  site: mostly(fc.constant("same-origin"), headerText),
});
type Asked = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

const ask = async ({ action, query, cookies, keepsCsrf, form, raw, type, site }: Asked) => {
  const { owner, password } = hostile.belongings();
  const csrf = await csrfOf();
  const right = new Map([
    ["the e-mail", owner.user.email],
    ["the password", password],
    ["the token", csrf.csrfToken],
  ]);
  const [method = "", path = ""] = action.split(/ (.*)/s);
  const search = new URLSearchParams(
    Object.entries(query).map(([name, text]) => [name, text.toWellFormed()]),
  );
  const cookie = [
    ...Object.entries(cookies).map(([name, value]) => `${name}=${value}`),
    ...(keepsCsrf ? [csrf.cookie] : []),
  ].join("; ");
  const fields = Object.entries(form).map(([name, text]) => [name, (right.get(text) ?? text).toWellFormed()]);
  const body = raw === null ? new URLSearchParams(fields).toString() : Buffer.from(raw);
  const place = path
    .split("/")
    .map((word) => percent(word).replace(/^\.+$/, "%20"))
    .join("/");
  return askAuth(`${place}?${search}`, {
    method,
    headers: { cookie, "sec-fetch-site": site, ...(method === "POST" ? { "content-type": type } : {}) },
    ...(method === "POST" ? { body } : {}),
  });
};

/** Where an answer sends the browser, in its head or to the page's script. */
const targetsOf = (answer: Response, text: string): string[] => {
  const Target = z.object({ url: z.string() });
  const told = answer.headers.get("content-type")?.startsWith("application/json")
    ? Target.safeParse(JSON.parse(text)).data?.url
    : undefined;
  return [answer.headers.get("location") ?? [], told ?? []].flat();
};

const hasSession = async (answer: Response) => {
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("cloudpix.3000.session="));
  return (await readSessionCookie(set?.split(";", 1)[0] ?? null)) !== null;
};

test("whatever next-auth is sent, it never fails, leads to no other site, and lets in by the right password only", async () => {
  const tally = openTally<"signed in" | "answered" | "refused">();
  await fc.assert(
    fc.asyncProperty(requests, async (asked) => {
      const answer = await hostile.check(() => ask(asked), {
        changes: () => false,
        isRefusal: (text) => void z.object({}).loose().parse(JSON.parse(text)),
      });
      const text = await answer.text();
      for (const target of targetsOf(answer, text))
        expect(new URL(target, "http://localhost:3000").origin).toBe("http://localhost:3000");
      if (!(await hasSession(answer))) return tally.note(answer.status < 400 ? "answered" : "refused");
      const { email, password } = asked.form;
      expect([email, password, asked.raw]).toEqual(["the e-mail", "the password", null]);
      tally.note("signed in");
    }),
    tries,
  );
  tally.expectShares({ "signed in": 0.05, answered: 0.2, refused: 0.1 });
});
