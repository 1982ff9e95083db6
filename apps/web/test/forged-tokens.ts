import fc from "fast-check";
import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import { hostileText } from "./hostile-texts.ts";

/** How a token differs from the genuine one it was made from. */
export type Forgery =
  | { is: "unsigned"; alg: string; keepsSignature: boolean }
  | {
      is: "signed anew";
      key: "ours" | "another" | "empty";
      alg: "HS256" | "HS384" | "HS512";
      claims: JWTPayload;
    }
  | { is: "without a claim"; claim: string }
  | { is: "changed"; at: number; character: string }
  | { is: "cut"; length: number }
  | { is: "longer"; tail: string }
  | { is: "made up"; text: string };

const printable = fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code));
const nothingSpecial = /^[\x21-\x7e]*$/;

/** What makes a claim another one than the genuine token has. `required` are those without which there is no token. */
const otherClaims: fc.Arbitrary<JWTPayload> = fc.oneof(
  fc.constantFrom<JWTPayload>(
    { aud: "another-audience" },
    { aud: [] },
    { iss: "https://elsewhere.example" },
    { sub: "00000000-0000-0000-0000-000000000000" },
    { sub: "" },
    { exp: 0 },
    { exp: 1_772_366_399 },
    { nbf: 9_999_999_999 },
  ),
  hostileText.map((sub) => ({ sub })),
  hostileText.map((aud) => ({ aud })),
);

/** Forgeries of a token with these claims that it must have. */
export const forgeries = (required: readonly string[]): fc.Arbitrary<Forgery> =>
  fc.oneof(
    fc.record({
      is: fc.constant("unsigned" as const),
      alg: fc.constantFrom("none", "None", "NONE", "", "RS256", "HS256"),
      keepsSignature: fc.boolean(),
    }),
    fc.record({
      is: fc.constant("signed anew" as const),
      key: fc.constant("ours" as const),
      alg: fc.constant("HS256" as const),
      claims: otherClaims,
    }),
    fc.record({
      is: fc.constant("signed anew" as const),
      key: fc.constantFrom("another" as const, "empty" as const),
      alg: fc.constantFrom("HS256" as const, "HS384" as const, "HS512" as const),
      claims: fc.constant({}),
    }),
    fc.record({ is: fc.constant("without a claim" as const), claim: fc.constantFrom(...required) }),
    fc.record({ is: fc.constant("changed" as const), at: fc.nat(), character: printable }),
    fc.record({ is: fc.constant("cut" as const), length: fc.nat() }),
    fc.record({
      is: fc.constant("longer" as const),
      tail: fc.string({ unit: printable, minLength: 1, maxLength: 20 }),
    }),
    fc.record({
      is: fc.constant("made up" as const),
      text: hostileText.filter((text) => nothingSpecial.test(text)),
    }),
  );

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const sign = (claims: JWTPayload, alg: string, key: Uint8Array) =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(key);

/** The forged token. `key` is the one that the genuine token is signed with. */
export const forged = async (forgery: Forgery, genuine: string, key: Uint8Array): Promise<string> => {
  const [, payload = "", signature = ""] = genuine.split(".");
  switch (forgery.is) {
    case "unsigned":
      return `${encoded({ alg: forgery.alg })}.${payload}.${forgery.keepsSignature ? signature : ""}`;
    case "signed anew": {
      const keys = { ours: key, another: new Uint8Array(key).reverse(), empty: new Uint8Array(64) };
      return sign({ ...decodeJwt(genuine), ...forgery.claims }, forgery.alg, keys[forgery.key]);
    }
    case "without a claim": {
      const { [forgery.claim]: _, ...rest } = decodeJwt(genuine);
      return sign(rest, "HS256", key);
    }
    case "changed": {
      const at = forgery.at % genuine.length;
      return genuine.slice(0, at) + forgery.character + genuine.slice(at + 1);
    }
    case "cut":
      return genuine.slice(0, forgery.length % genuine.length);
    case "longer":
      return genuine + forgery.tail;
    case "made up":
      return forgery.text;
  }
};

/** Whether two tokens are one to their reader: the last character of base64url holds bits that nobody reads. */
export const readsAlike = (token: string, genuine: string): boolean => {
  const bytes = (text: string) =>
    text
      .split(".")
      .map((part) => Buffer.from(part, "base64url").toString("hex"))
      .join(".");
  return bytes(token) === bytes(genuine);
};
