import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

const local = {
  AUTH_SECRET: "one secret of at least forty-three characters",
  TOKEN_SECRET: "another secret of at least forty-three characters",
  CURSOR_SECRET: "a third secret of at least forty-three characters",
  AZURE_STORAGE_CONNECTION_STRING: "DefaultEndpointsProtocol=http;AccountName=local;AccountKey=a2V5;",
};
// Nothing a secret should be, but as long and as varied as one.
const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37) % 256));
const secretOf = (seed: number) => Buffer.from(bytes.map((byte) => byte ^ seed)).toString("base64url");
const production = {
  ...local,
  ...{ AUTH_SECRET: secretOf(1), TOKEN_SECRET: secretOf(2), CURSOR_SECRET: secretOf(3) },
  PUBLIC_ORIGIN: "https://pix.example.com",
};
const azuritesKey =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const cosmosEmulatorsKey =
  "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

test("a local stack needs secrets and storage, and has defaults for the rest", () => {
  expect(readEnv(local)).toMatchObject({
    PORT: 3000,
    PUBLIC_ORIGIN: "http://localhost:3000",
    DATABASE: "sqlite",
    JWT_EXPIRES_IN: 86_400,
    RATE_LIMITS: "on",
    BCRYPT_ROUNDS: 10,
    USER_QUOTA_BYTES: 20 * 1024 ** 3,
    TRASH_DAYS: 30,
  });
});

test("32 bytes are a secret, however they are written", () => {
  for (const encoding of ["base64url", "base64", "hex"] as const) {
    const AUTH_SECRET = bytes.toString(encoding);
    expect(readEnv({ ...local, AUTH_SECRET }).AUTH_SECRET).toBe(AUTH_SECRET);
  }
});

test("the public origin follows the port unless it is set; an empty value is not set", () => {
  expect(readEnv({ ...local, PORT: "3100" }).PUBLIC_ORIGIN).toBe("http://localhost:3100");
  expect(readEnv({ ...local, PORT: "", PUBLIC_ORIGIN: "" }).PUBLIC_ORIGIN).toBe("http://localhost:3000");
});

test("lists are split and checked", () => {
  const env = readEnv({ ...local, CORS_ORIGINS: "https://a.example.com, http://localhost:5173/" });
  expect(env.CORS_ORIGINS).toEqual(["https://a.example.com", "http://localhost:5173"]);
});

test.each([
  ["AUTH_SECRET", { ...local, AUTH_SECRET: "short" }],
  ["TOKEN_SECRET", { ...local, TOKEN_SECRET: undefined }],
  ["AUTH_SECRET", { ...local, AUTH_SECRET: "x".repeat(43) }],
  ["CURSOR_SECRET", { ...local, CURSOR_SECRET: "abcabcabc".repeat(5) }],
  ["AUTH_SECRET", { ...local, AUTH_SECRET: bytes.subarray(0, 31).toString("base64url") }],
  ["AUTH_SECRET", { ...local, AUTH_SECRET: bytes.subarray(0, 16).toString("hex") }],
  ["AUTH_SECRET", { ...local, AUTH_SECRET: bytes.subarray(0, 31).toString("hex") }],
  ["OPERATOR_TOKEN", { ...local, OPERATOR_TOKEN: bytes.subarray(0, 31).toString("base64url") }],
  ["TOKEN_SECRET must differ from AUTH_SECRET", { ...local, TOKEN_SECRET: local.AUTH_SECRET }],
  ["CURSOR_SECRET must differ from AUTH_SECRET", { ...local, CURSOR_SECRET: local.AUTH_SECRET }],
  ["AZURE_STORAGE_CONNECTION_STRING", { ...local, AZURE_STORAGE_CONNECTION_STRING: "" }],
  ["COSMOS_ENDPOINT", { ...local, DATABASE: "cosmos" }],
  ["PUBLIC_ORIGIN", { ...local, PUBLIC_ORIGIN: "http://pix.example.com" }],
  ["PORT", { ...local, PORT: "eighty" }],
  ["TRASH_DAYS", { ...local, TRASH_DAYS: "-1" }],
  ["TELEMETRY_SAMPLING", { ...local, TELEMETRY_SAMPLING: "2" }],
  ["JWT_EXPIRES_IN", { ...local, JWT_EXPIRES_IN: "soon" }],
  ["RATE_LIMITS", { ...production, RATE_LIMITS: "off" }],
  ["BCRYPT_ROUNDS", { ...production, BCRYPT_ROUNDS: "4" }],
  [
    "AZURE_STORAGE_CONNECTION_STRING",
    { ...production, AZURE_STORAGE_CONNECTION_STRING: "AccountName=devstoreaccount1;" },
  ],
  [
    "AZURE_STORAGE_CONNECTION_STRING",
    { ...production, AZURE_STORAGE_CONNECTION_STRING: `AccountName=cloudpix;AccountKey=${azuritesKey}` },
  ],
  ["COSMOS_KEY", { ...production, COSMOS_KEY: cosmosEmulatorsKey }],
  ["COSMOS_KEY", { ...production, COSMOS_KEY: `${cosmosEmulatorsKey}\n` }],
  ["AUTH_SECRET", { ...local, AUTH_SECRET: "0123456789abcdef".repeat(4) }],
  ["TOKEN_SECRET", { ...production, TOKEN_SECRET: "please-change-this-secret-before-production" }],
  ["CURSOR_SECRET", { ...production, CURSOR_SECRET: "Please_Change_THIS.secret 2 times before 2027" }],
])("a missing or unsafe %s refuses to start and is named", (name, given) => {
  expect(() => readEnv(given)).toThrow(name);
});

test("what refuses to start never prints a secret", () => {
  const refuse = () => readEnv({ ...local, AUTH_SECRET: "tiny-secret", PORT: "eighty" });
  expect(refuse).toThrow();
  expect(refuse).not.toThrow(/tiny-secret/);
});

test("what everybody knows and what is made of words is for this machine only", () => {
  const emulators = {
    AZURE_STORAGE_CONNECTION_STRING: `AccountName=devstoreaccount1;AccountKey=${azuritesKey}`,
    COSMOS_KEY: cosmosEmulatorsKey,
  };
  expect(readEnv({ ...local, ...emulators })).toMatchObject(emulators);
});

test("what makes secrets makes none that is refused", () => {
  const made = (["base64", "base64url", "hex"] as const).flatMap((encoding) =>
    Array.from({ length: 1_000 }, () => randomBytes(32).toString(encoding)),
  );
  for (const secret of made) expect(readEnv({ ...production, AUTH_SECRET: secret }).AUTH_SECRET).toBe(secret);
});
