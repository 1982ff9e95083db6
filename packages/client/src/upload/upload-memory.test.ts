import { setImmediate as nextLoop } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { answerRequests, done } from "../testing/answer-requests.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const MiB = 1024 ** 2;

/** What a collection leaves. Bytes behind a blob are freed by what runs after one, so there is time for that, and another. */
const heldBytes = async (): Promise<number> => {
  for (let times = 0; times < 3; times += 1) {
    collect();
    await nextLoop();
  }
  return process.memoryUsage().arrayBuffers;
};

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
  const before = await heldBytes();
  let held = 0;
  async function* source() {
    const chunk = new Uint8Array(MiB);
    for (let sent = 0; sent < fileSize; sent += MiB) {
      if (sent % (32 * MiB) === 0) held = Math.max(held, (await heldBytes()) - before);
      yield chunk;
    }
  }
  await createCloudPix({ url: server.url }).upload(source(), {
    fileName: "large.bin",
    fileSize,
    // A signal of the caller's that outlives every request.
    signal: new AbortController().signal,
  });
  // Four blocks under way, one being filled, and what the connections and a busy machine hold of them; kept, it were all.
  expect(held).toBeLessThan(fileSize / 3);
});
