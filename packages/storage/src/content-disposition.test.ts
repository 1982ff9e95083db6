import { expect, test } from "vitest";
import { contentDisposition } from "./content-disposition.ts";

test("a name of any script is sent exactly, beside a plain form", () => {
  expect(contentDisposition("attachment", "café 100%?#.jpg")).toBe(
    `attachment; filename="caf_ 100_?#.jpg"; filename*=UTF-8''caf%C3%A9%20100%25%3F%23.jpg`,
  );
  expect(contentDisposition("inline", "写真 🦊.png")).toBe(
    `inline; filename="__ _.png"; filename*=UTF-8''%E5%86%99%E7%9C%9F%20%F0%9F%A6%8A.png`,
  );
});

test("quotes, backslashes and line breaks in a name cannot end the header or the parameter", () => {
  expect(contentDisposition("attachment", `a"; x="\\\r\nSet-Cookie: b'(*)`)).toBe(
    `attachment; filename="a_; x=____Set-Cookie: b'(*)"; filename*=UTF-8''a%22%3B%20x%3D%22%5C%0D%0ASet-Cookie%3A%20b%27%28%2A%29`,
  );
});
