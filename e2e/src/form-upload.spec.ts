import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { newAccount, whatIsLeft } from "./account.ts";
import { expect, test } from "./stack.ts";

const parts = function* (bytes: number) {
  const part = Buffer.alloc(64 * 1024, 7);
  for (let sent = 0; sent < bytes; sent += part.length) yield part.subarray(0, bytes - sent);
};

/** Sends a body of this many bytes as simple clients do, over a connection of its own, and reads the answer. */
const send = (url: string, bytes: number, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const options = { method: "POST", agent: new Agent(), headers: { "content-length": bytes, ...headers } };
    const sending = httpRequest(url, options);
    sending.once("error", reject);
    sending.once("response", async (answer) =>
      resolve({ status: answer.statusCode, body: await text(answer) }),
    );
    Readable.from(parts(bytes)).pipe(sending);
  });

test("20 MB that are refused at their first byte are answered, not cut off", async ({ stack }) => {
  const { token } = await newAccount(stack.origin);
  const known = { authorization: `Bearer ${token}` };
  const form = { "content-type": "multipart/form-data; boundary=x" };
  for (const connection of ["keep-alive", "close"]) {
    for (const [headers, status, code] of [
      [form, 401, "auth.required"],
      [{ ...form, authorization: "Bearer x" }, 401, "auth.token_invalid"],
      [{ ...known, "content-type": "image/jpeg" }, 415, "input.media_type"],
      [{ ...known, ...form }, 400, "input.invalid"],
    ] as const) {
      const answer = await send(`${stack.localOrigin}/api/files/upload`, 20_000_000, {
        ...headers,
        connection,
      });
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.body)).toMatchObject({ code, error: expect.any(String) });
    }
  }
});

test("a sender that goes away in the middle leaves nothing behind", async ({ stack }) => {
  const ada = await newAccount(stack.origin);
  const socket = connect(Number(new URL(stack.localOrigin).port), "127.0.0.1");
  const head = [
    "POST /api/files/upload HTTP/1.1",
    "host: localhost",
    `authorization: Bearer ${ada.token}`,
    "content-type: multipart/form-data; boundary=x",
    "content-length: 30000000",
    "",
    '--x\r\ncontent-disposition: form-data; name="file"; filename="half.bin"\r\n\r\n',
  ];
  socket.write(head.join("\r\n"));
  for (const part of parts(15_000_000)) if (!socket.write(part)) await once(socket, "drain");
  await expect.poll(async () => (await whatIsLeft(ada)).usedBytes).toBeGreaterThan(0);
  socket.resetAndDestroy();
  await expect.poll(() => whatIsLeft(ada)).toEqual({ usedBytes: 0, files: 0 });
});
