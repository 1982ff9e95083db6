import { isAppError } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { limitedBody } from "./limited-body.ts";

const codeOf = (request: Request) =>
  limitedBody(request, 10).catch((error: unknown) => (isAppError(error) ? error.code : error));

const post = (body: BodyInit) => {
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  return new Request("http://localhost/", init);
};

test("a body is text in UTF-8, no longer than it may be", async () => {
  expect(await limitedBody(post("é"), 10)).toBe("é");
  expect(await codeOf(post("eleven signs"))).toBe("input.too_large");
  expect(await codeOf(post(new Uint8Array([0xff])))).toBe("input.invalid");
});

test("a sender that leaves off in the middle is no failure of ours", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
  expect(await codeOf(post(broken))).toBe("input.invalid");
});
