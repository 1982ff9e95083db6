import { expect, test } from "vitest";
import { readSignIn } from "./read-sign-in.ts";

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

test("empty and impossible fields are named before anything is sent", () => {
  const empty = readSignIn(form({ email: " ", password: "" }));
  expect("fields" in empty && [...empty.fields.keys()]).toEqual(["email", "password"]);
  const wrong = readSignIn(form({ email: "ada", password: "secret words" }));
  expect("fields" in wrong && wrong.fields.get("email")).toBe("Please enter a valid e-mail address.");
});

test("the address goes on as it is compared, the password as it was typed", () => {
  expect(readSignIn(form({ email: " Ada@Example.com ", password: " x " }))).toEqual({
    email: "ada@example.com",
    password: " x ",
  });
});
