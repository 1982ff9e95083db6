import { expect, test } from "vitest";
import { AccessTokenRecord, CreateAccessTokenInput } from "./access-token.ts";
import { RegisterInput, UpdateProfileInput } from "./session.ts";
import { ShareLinkRecord } from "./share-link.ts";
import { CreateShareInput, UpdateShareInput } from "./share-procedures.ts";
import { UserRecord } from "./user.ts";

const linkId = "AAAAAAAAAAAAAAAAAAAAAA";
const fileId = "019cb000-0000-7000-8000-000000000001";
const inputs = {
  "a new account": (name: string) =>
    RegisterInput.safeParse({ email: "ada@example.com", password: "correct horse", name }),
  "a profile": (name: string) => UpdateProfileInput.safeParse({ name }),
  "an access token": (name: string) => CreateAccessTokenInput.safeParse({ name, scopes: ["files:read"] }),
  "a new link": (name: string) => CreateShareInput.safeParse({ fileId, name }),
  "a link": (name: string) => UpdateShareInput.safeParse({ linkId, name }),
};
const named = Object.entries(inputs);

test.each(named)("the name of %s is kept as it is given, but for white space around it", (_, read) => {
  for (const name of ["Zoë Ångström 写真", "محمد", "می‌خواهم", "O'Neill & <b>", "👩‍👩‍👧", "x".repeat(100)])
    expect(read(` ${name}\t`).data).toMatchObject({ name });
});

const unfit = [
  ["NUL", "a\0b"],
  ["a line break", "a\r\nb"],
  ["a line separator", "a\u2028b"],
  ["a direction override", "a\u202Eb"],
  ["a direction isolate", "a\u2066b"],
  ["a direction mark", "a\u200Fb"],
  ["a lone surrogate", "a\uD800"],
  ["a lone surrogate before a pair", "\uDC00😀"],
  ["no character", "a\uFFFFb"],
  ["101 characters", "x".repeat(101)],
] as const;

test.each(named.flatMap(([whose, read]) => unfit.map(([what, name]) => ({ whose, read, what, name }))))(
  "$what is no name of $whose",
  ({ read, name }) => {
    const refused = read(name);
    expect(refused.error?.issues).toMatchObject([{ path: ["name"], message: expect.any(String) }]);
  },
);

test("a blank name is none where somebody registers, and refused where a name is given", () => {
  expect(inputs["a new account"](" ").data?.name ?? null).toBeNull();
  const { "a new account": _, ...others } = inputs;
  for (const read of Object.values(others)) expect(read(" ").success).toBe(false);
});

test("a name that was remembered before there was this rule can still be read", () => {
  const name = "a\u202E\nb";
  for (const { shape } of [UserRecord, AccessTokenRecord, ShareLinkRecord])
    expect(shape.name.parse(name)).toBe(name);
});
