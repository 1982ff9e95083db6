import { expect, test } from "vitest";
import { readNewToken } from "./read-new-token.ts";

const form = (name: string, scopes: string[], expirationDays: string) => {
  const data = new FormData();
  data.set("name", name);
  for (const scope of scopes) data.append("scopes", scope);
  data.set("expirationDays", expirationDays);
  return data;
};

test("a token is made as the form says, without an end only where it says so", () => {
  expect(readNewToken(form(" Backup ", ["files:read", "shares:read"], "never"))).toEqual({
    name: "Backup",
    scopes: ["files:read", "shares:read"],
    expirationDays: null,
  });
  expect(readNewToken(form("Backup", ["files:read"], "90"))).toMatchObject({ expirationDays: 90 });
});

test("what is missing is named before anything is sent", () => {
  const refused = readNewToken(form(" ", [], "90"));
  expect("fields" in refused && Object.fromEntries(refused.fields)).toEqual({
    name: "Please give it a name, so that you know it again.",
    scopes: "Please choose what the token may do.",
  });
  for (const days of ["", "soon", "0"]) {
    const tampered = readNewToken(form("x", ["files:read"], days));
    expect("fields" in tampered && tampered.fields.has("expirationDays")).toBe(true);
  }
});
