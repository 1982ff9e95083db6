import { AppError } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { type FormFile, readFormFile } from "./read-form-file.ts";
import { field, formOf, formType, inPieces, part } from "./testing/form-text.ts";

const requestWith = (body: BodyInit) => {
  const streamed = { duplex: "half" };
  return new Request("http://localhost/", { method: "POST", headers: formType, body, ...streamed });
};
const MIB = 1024 ** 2;
const form = (bytes: number) => formOf(part('name="file"; filename="a"', new Uint8Array(bytes)));

const drain = async ({ source }: FormFile) => {
  let length = 0;
  for await (const bytes of source) length += bytes.length;
  return length;
};

test("the sender is read no faster than the file is taken", async () => {
  let pulled = 0;
  const endless = new ReadableStream({
    start: (controller) => controller.enqueue(form(0).subarray(0, 140)),
    pull: (controller) => {
      pulled += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const receive = async ({ source }: FormFile): Promise<never> => {
    const reader = source[Symbol.asyncIterator]();
    await reader.next();
    // Everything that could be read ahead has been when the event loop has nothing else to do.
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(pulled).toBeLessThan(MIB);
    throw new AppError("quota.exceeded");
  };
  await expect(readFormFile(requestWith(endless), { receive, idleMs: 10_000 })).rejects.toMatchObject({
    code: "quota.exceeded",
  });
  expect(pulled).toBeGreaterThan(0);
});

test("what is refused half-way is not cancelled: the connection is still needed for the answer", async () => {
  let cancelled = false;
  const pieces = inPieces(form(MIB), 10_000);
  const raw = new ReadableStream({
    pull: async (controller) => {
      const { value } = await pieces.getReader().read();
      controller.enqueue(value);
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const receive = () => Promise.reject(new AppError("quota.exceeded"));
  await expect(readFormFile(requestWith(raw), { receive, idleMs: 1_000 })).rejects.toBeInstanceOf(AppError);
  expect(cancelled).toBe(false);
});

test("a sender that falls silent is not waited for", async () => {
  const silent = new ReadableStream({
    start: (controller) => controller.enqueue(form(MIB).subarray(0, 500)),
  });
  let heard: unknown;
  const receive = (file: FormFile) =>
    drain(file).catch((error: unknown) => {
      heard = error;
      throw error;
    });
  await expect(readFormFile(requestWith(silent), { receive, idleMs: 20 })).rejects.toMatchObject({
    code: "input.invalid",
    message: "The upload stopped before its end.",
  });
  expect(heard).toBeInstanceOf(Error);
});

test.each([64, 1_000, 65_536, 10 * MIB])(
  "text around the file, before the form and behind it is passed over, in pieces of %i bytes",
  async (size) => {
    const text = field("note", "x".repeat(100_000));
    const parts = formOf(text, part('name="file"; filename="a"', new Uint8Array(200_000)), text);
    const whole = Buffer.concat([Buffer.from("before\r\n"), parts, Buffer.from("\r\nbehind".repeat(1_000))]);
    expect(await readFormFile(requestWith(inPieces(whole, size)), { receive: drain, idleMs: 1_000 })).toBe(
      200_000,
    );
  },
);

test("a file that comes in one piece with what is refused is not received", async () => {
  const photo = part('name="photo"; filename="a"', "1");
  const pieces = inPieces(Buffer.concat([photo, form(MIB)]), 1_000);
  const receive = () => Promise.reject(new Error("nobody should have been asked"));
  await expect(readFormFile(requestWith(pieces), { receive, idleMs: 1_000 })).rejects.toMatchObject({
    code: "input.invalid",
  });
});

test("a sender that breaks off is no failure of ours", async () => {
  const broken = new ReadableStream({
    start: (controller) => controller.enqueue(form(MIB).subarray(0, 500)),
    pull: (controller) => controller.error(new Error("aborted")),
  });
  await expect(readFormFile(requestWith(broken), { receive: drain, idleMs: 1_000 })).rejects.toMatchObject({
    code: "input.invalid",
    message: "The upload stopped before its end.",
  });
});

test("a slow receiver is not a silent sender", async () => {
  const receive = async (file: FormFile) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return drain(file);
  };
  expect(await readFormFile(requestWith(inPieces(form(MIB), 10_000)), { receive, idleMs: 20 })).toBe(MIB);
});

test("nothing is told before the receiver has tidied up", async () => {
  let tidy = false;
  const receive = async (file: FormFile) => {
    try {
      return await drain(file);
    } finally {
      await new Promise((resolve) => setImmediate(resolve));
      tidy = true;
    }
  };
  const twice = Buffer.concat([part('name="file"; filename="a"', "1"), form(1)]);
  await expect(readFormFile(requestWith(twice), { receive, idleMs: 1_000 })).rejects.toBeInstanceOf(AppError);
  expect(tidy).toBe(true);
});

test("a receiver that leaves off first and says why later is the one that is heard", async () => {
  const receive = async ({ source }: FormFile): Promise<never> => {
    for await (const _ of source) break;
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    throw new AppError("upload.too_large");
  };
  const request = requestWith(inPieces(form(MIB), 10_000));
  await expect(readFormFile(request, { receive, idleMs: 1_000 })).rejects.toMatchObject({
    code: "upload.too_large",
  });
});
