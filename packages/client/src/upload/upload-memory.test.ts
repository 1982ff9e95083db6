import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { answerRequests, done } from "../testing/answer-requests.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const MiB = 1024 ** 2;

test("what has been sent is let go of: memory does not grow with the file", async () => {
  const fileSize = 128 * MiB;
  let address = "";
  await using server = await answerRequests(({ method, url }) => {
    if (method === "PUT") return { status: 201, body: "" };
    const ticket = {
      fileId: "f",
      uploadUrl: `${address}/blob?sig=x`,
      blockBytes: MiB,
      expiresAt: "9999-12-31T00:00:00.000Z",
      file: { status: "uploading", fileSize },
    };
    return done(url.pathname.endsWith("createUpload") ? ticket : { status: "active" });
  });
  address = server.url;
  async function* source() {
    const chunk = new Uint8Array(MiB);
    for (let sent = 0; sent < fileSize; sent += MiB) yield chunk;
  }
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let held = 0;
  await createCloudPix({ url: server.url }).upload(source(), {
    fileName: "large.bin",
    fileSize,
    // A signal of the caller's that outlives every request.
    signal: new AbortController().signal,
    onProgress: ({ sentBytes }) => {
      if (sentBytes % (32 * MiB) !== 0) return;
      collect();
      held = Math.max(held, process.memoryUsage().arrayBuffers - before);
    },
  });
  // Four blocks under way, one being filled, and what the connections and a busy machine hold of them; kept, it were all.
  expect(held).toBeLessThan(fileSize / 3);
});
