import { expect, test } from "vitest";
import { Email } from "./email.ts";
import { NewPassword } from "./password.ts";

test("an e-mail is one address however it is typed", () => {
  expect(Email.parse("  ADA@Example.COM ")).toBe("ada@example.com");
  expect(Email.parse("ａｄａ@example.com")).toBe("ada@example.com");
});

test.each([
  "",
  "ada",
  "ada@",
  "@example.com",
  "ada@example",
  `${"a".repeat(250)}@example.com`,
  "a b@example.com",
])("%j is no e-mail", (text) => {
  expect(Email.safeParse(text).success).toBe(false);
});

test("password length is counted in bytes, as bcrypt does", () => {
  expect(NewPassword.safeParse("é".repeat(36)).success).toBe(true);
  expect(NewPassword.safeParse("é".repeat(37)).success).toBe(false);
  expect(NewPassword.safeParse("1234abc").success).toBe(false);
});

test("the most guessed passwords are refused in any case", () => {
  for (const guess of ["password123", "PASSWORD123", "Qwertyuiop", "12345678"]) {
    expect(NewPassword.safeParse(guess).success).toBe(false);
  }
});
