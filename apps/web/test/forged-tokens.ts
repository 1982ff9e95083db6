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

/** The forgeries everybody knows of a token that must have these claims. */
const knownForgeries = (required: readonly string[]): Forgery[] => [
  ...["none", "None", "NONE", "", "RS256", "HS512"].flatMap((alg): Forgery[] => [
    { is: "unsigned", alg, keepsSignature: false },
    { is: "unsigned", alg, keepsSignature: true },
  ]),
  { is: "unsigned", alg: "HS256", keepsSignature: false },
  ...(["HS256", "HS384", "HS512"] as const).flatMap((alg): Forgery[] => [
    { is: "signed anew", key: "another", alg, claims: {} },
    { is: "signed anew", key: "empty", alg, claims: {} },
  ]),
  ...[
    { aud: "another-audience" },
    { aud: [] },
    { iss: "https://elsewhere.example" },
    { sub: "00000000-0000-0000-0000-000000000000" },
    { sub: "" },
    { exp: 0 },
    // A second before it is in these worlds.
    { exp: 1_772_366_399 },
    { nbf: 9_999_999_999 },
  ].map((claims): Forgery => ({ is: "signed anew", key: "ours", alg: "HS256", claims })),
  ...required.map((claim): Forgery => ({ is: "without a claim", claim })),
];

const oddForgeries: fc.Arbitrary<Forgery> = fc.oneof(
  fc.tuple(fc.constantFrom("sub", "aud", "iss"), hostileText).map(
    ([claim, text]): Forgery => ({
      is: "signed anew",
      key: "ours",
      alg: "HS256",
      claims: { [claim]: text },
    }),
  ),
  fc.tuple(fc.nat(), printable).map(([at, character]): Forgery => ({ is: "changed", at, character })),
  fc.nat().map((length): Forgery => ({ is: "cut", length })),
  fc
    .string({ unit: printable, minLength: 1, maxLength: 20 })
    .map((tail): Forgery => ({ is: "longer", tail })),
  hostileText.filter((text) => nothingSpecial.test(text)).map((text): Forgery => ({ is: "made up", text })),
);

/** Shows `attempt` every forgery that everybody knows of a token that must have these claims, and then odd ones. */
export const tryForgeries = async (
  required: readonly string[],
  tries: fc.Parameters<[Forgery]>,
  attempt: (forgery: Forgery) => Promise<void>,
): Promise<void> => {
  for (const forgery of knownForgeries(required)) await attempt(forgery);
  await fc.assert(fc.asyncProperty(oddForgeries, attempt), tries);
};

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
