import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createCloudPix, type Fetch, newRequestId } from "@cloudpix/client";
import { processesBelow } from "@cloudpix/tooling/processes";
import { startStack } from "@cloudpix/tooling/stack";
import { expect, test } from "@playwright/test";
import { newAccount } from "./account.ts";
import { codeOf } from "./code-of.ts";

// Web as it is built, under the supervisor of `npm start`, killed as an operating system kills: without a last word.

// Two blocks.
const sizeBytes = 12 * 1024 ** 2;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const begin = async () => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-killed-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const printed: string[] = [];
  let kills = 0;
  const stack = await startStack({
    env: { PORT: "0", DATA_DIR: folder, LOG_LEVEL: "warn", RATE_LIMITS: "off" },
    print: (line) => printed.push(line),
  });
  cleanup.defer(() => stack.stop());
  const { pix, token } = await newAccount(stack.origin);
  const webs = async () => {
    const found = await processesBelow(process.pid);
    const running = found.filter(({ command }) => command.includes("apps/web/server.ts"));
    const environments = await Promise.all(
      running.map(({ pid }) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")),
    );
    return running.filter((_, index) => environments[index]?.includes(folder));
  };
  const whole = cleanup.move();
  return {
    pix,
    token,
    origin: stack.origin,
    kill: async () => {
      const [web] = await webs();
      if (web === undefined) throw new Error("no web runs");
      process.kill(web.pid, "SIGKILL");
      kills += 1;
    },
    /** Resolves when web was started again after it was killed last. */
    backAgain: () =>
      expect
        .poll(() => printed.filter((line) => line === "web is back").length, { timeout: 60_000 })
        .toBe(kills),
    /** What the owner sees: each file in the list, by the digest of the bytes that its URL leads to. */
    seen: async () => {
      const { files } = await pix.files.list.query({});
      const digests = files.map(async ({ fileName, blobUrl }) => {
        const bytes = await (await fetch(blobUrl ?? "")).arrayBuffer();
        return [fileName, sha256(new Uint8Array(bytes))] as const;
      });
      return Object.fromEntries(await Promise.all(digests));
    },
    usedBytes: async () => (await pix.auth.profile.query()).usedBytes,
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  };
};

type System = Awaited<ReturnType<typeof begin>>;

/** Kills web at one moment of an upload in blocks: `step` is a call of the API or the commit of a block. */
const killingAt = (
  system: System,
  step: string,
  kill: (send: () => Promise<Response>) => Promise<Response>,
) => {
  let killed = false;
  const fetch: Fetch = (url, init) => {
    const send = () => globalThis.fetch(url, init);
    if (killed || !url.includes(step)) return send();
    killed = true;
    return kill(send);
  };
  return createCloudPix({ url: system.origin, token: system.token, retries: 0, fetch });
};

/** The request was read, since a later one was answered; its own answer takes longer. */
const inTheMiddle = (system: System) => async (send: () => Promise<Response>) => {
  const answer = send();
  answer.catch(() => undefined);
  await fetch(`${system.origin}/health`);
  await system.kill();
  return answer;
};

/** All was done, and its answer was lost. */
const atTheEnd = (system: System) => async (send: () => Promise<Response>) => {
  await send();
  await system.kill();
  throw new TypeError("cut");
};

/** Sends a form of which only a half arrives before web is killed; then, when web is there again, the whole. */
const killingForm = async (system: System, fileName: string, bytes: Uint8Array<ArrayBuffer>) => {
  const url = `${system.origin}/api/files/upload`;
  const parts = new FormData();
  parts.append("file", new File([bytes], fileName));
  const whole = new Response(parts);
  const headers = {
    authorization: `Bearer ${system.token}`,
    "content-type": whole.headers.get("content-type") ?? "",
  };
  const form = new Uint8Array(await whole.arrayBuffer());
  const before = await system.usedBytes();
  const half = async function* () {
    yield form.subarray(0, form.length / 2);
    await expect.poll(system.usedBytes).toBeGreaterThan(before);
    await system.kill();
  };
  const cut = httpRequest(url, { method: "POST", headers: { ...headers, "content-length": form.length } });
  Readable.from(half()).pipe(cut);
  await once(cut, "error");
  await system.backAgain();
  return () => fetch(url, { method: "POST", headers, body: form });
};

test("web that is killed in the middle of uploads loses nothing that was acknowledged, takes them when they are sent again, and within a minute only they take space", async () => {
  // The first who needs it builds the web app.
  test.setTimeout(300_000);
  await using system = await begin();
  const bytes = () => randomBytes(sizeBytes);
  const kept: Record<string, string> = {};
  const first = bytes();
  await system.pix.upload(first, { fileName: "before.bin" });
  kept["before.bin"] = sha256(first);

  await test.step("a form", async () => {
    const form = bytes();
    const sendAgain = await killingForm(system, "form.bin", form);
    expect(await system.seen()).toEqual(kept);
    expect((await sendAgain()).status).toBe(201);
    kept["form.bin"] = sha256(form);
    expect(await system.seen()).toEqual(kept);
  });

  for (const [fileName, step, kill] of [
    ["sending.bin", "comp=block&", atTheEnd(system)],
    ["completing.bin", "files.completeUpload", inTheMiddle(system)],
    ["completed.bin", "files.completeUpload", atTheEnd(system)],
  ] as const) {
    await test.step(`an upload in blocks, ${fileName}`, async () => {
      const blocks = bytes();
      const options = { fileName, requestId: newRequestId() };
      const told = await killingAt(system, step, kill).upload(blocks, options).catch(codeOf);
      expect(told).toBe("network.failed");
      await system.backAgain();
      // What was acknowledged is there; what was not is not there, or whole.
      const whole = { [fileName]: sha256(blocks) };
      expect({ ...whole, ...(await system.seen()) }).toEqual({ ...kept, ...whole });
      expect(await system.pix.upload(blocks, options)).toMatchObject({ status: "active" });
      Object.assign(kept, whole);
      expect(await system.seen()).toEqual(kept);
    });
  }
  await expect.poll(system.usedBytes, { timeout: 60_000 }).toBe(Object.keys(kept).length * sizeBytes);
});
