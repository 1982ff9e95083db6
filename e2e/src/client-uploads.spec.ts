import { createHash } from "node:crypto";
import { createCloudPix, type Fetch, newRequestId } from "@cloudpix/client";
import { type Account, newAccount, whatIsLeft } from "./account.ts";
import { codeOf } from "./code-of.ts";
import { expect, test } from "./stack.ts";

const MiB = 1024 ** 2;
// Three blocks of 8 MiB at most, the last one shorter.
const bytes = Uint8Array.from({ length: 20 * MiB }, (_, index) => (index * 31 + (index >> 13)) % 251);
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

let ada: Account;
test.beforeAll(async ({ stack }) => {
  ada = await newAccount(stack.origin);
});

/** A client whose requests to storage are told of, and go wrong where `spoil` says so. */
const clientWith = (
  url: string,
  spoil: (step: string, send: () => Promise<Response>) => Promise<Response> | undefined,
) => {
  const sent: string[] = [];
  const fetch: Fetch = (address, init) => {
    const { searchParams } = new URL(address);
    const send = () => globalThis.fetch(address, init);
    const step = searchParams.get("blockid") === null ? searchParams.get("comp") : "block";
    if (step === null) return send();
    sent.push(step);
    return spoil(step, send) ?? send();
  };
  return { sent, client: (retries: number) => createCloudPix({ url, token: ada.token, retries, fetch }) };
};
const downloaded = async (blobUrl: string | null) =>
  new Uint8Array(await (await fetch(blobUrl ?? "")).arrayBuffer());

test("an upload that lost its connection goes on where it stopped, and is the file byte for byte", async ({
  stack,
}) => {
  const arrived: Promise<Response>[] = [];
  const { sent, client } = clientWith(stack.origin, (step, send) => {
    if (step !== "block" || arrived.length > 2) return undefined;
    const answer =
      arrived.length < 2
        ? send()
        : Promise.all(arrived).then(() => Promise.reject<Response>(new TypeError("cut")));
    arrived.push(answer);
    return answer;
  });
  const options = { fileName: "resumed.bin", requestId: newRequestId() };
  expect(await client(0).upload(bytes, options).catch(codeOf)).toBe("network.failed");
  const before = sent.length;
  const file = await client(0).upload(bytes, options);
  expect(file).toMatchObject({ status: "active", fileName: "resumed.bin" });
  expect(sent.slice(before)).toEqual(["block", "blocklist"]);
  expect(sha256(await downloaded(file.blobUrl))).toBe(sha256(bytes));
});

test("an upload that was cut off when all had arrived goes on without sending any of it again", async ({
  stack,
}) => {
  const { sent, client } = clientWith(stack.origin, (step, send) =>
    step === "blocklist" && sent.filter((one) => one === step).length === 1
      ? send().then(() => Promise.reject(new TypeError("cut")))
      : undefined,
  );
  const options = { fileName: "listed.bin", requestId: newRequestId() };
  expect(await client(0).upload(bytes, options).catch(codeOf)).toBe("network.failed");
  const before = sent.length;
  const file = await client(0).upload(bytes, options);
  expect(file).toMatchObject({ status: "active", fileName: "listed.bin" });
  expect(sent.slice(before)).toEqual(["blocklist"]);
  expect(sha256(await downloaded(file.blobUrl))).toBe(sha256(bytes));
});

test("a list of blocks whose answer was lost may come again", async ({ stack }) => {
  let lists = 0;
  const { client } = clientWith(stack.origin, (step, send) => {
    if (step !== "blocklist" || lists++ > 0) return undefined;
    return send().then(() => Promise.reject(new TypeError("cut")));
  });
  const file = await client(1).upload(bytes, { fileName: "listed-twice.bin" });
  expect(file.status).toBe("active");
  expect(lists).toBe(2);
});

test("an aborted upload leaves nothing behind, its space neither", async ({ stack }) => {
  const before = await whatIsLeft(ada);
  const controller = new AbortController();
  const { client } = clientWith(stack.origin, (step) => {
    if (step === "block") controller.abort(new Error("changed my mind"));
    return undefined;
  });
  const upload = client(4).upload(bytes, { fileName: "aborted.bin", signal: controller.signal });
  await expect(upload).rejects.toThrow("changed my mind");
  expect(await whatIsLeft(ada)).toEqual(before);
});

test("a file larger than what is checked at once is waited for until the worker has verified it", async ({
  stack,
}) => {
  const length = 257 * MiB;
  const chunk = new Uint8Array(MiB).fill(7);
  async function* stream() {
    for (let sent = 0; sent < length; sent += chunk.length) yield chunk;
  }
  const pix = createCloudPix({ url: stack.origin, token: ada.token });
  const file = await pix.upload(stream(), { fileName: "large.bin", fileSize: length, waitFor: "active" });
  expect(file).toMatchObject({ status: "active", fileSize: length });
});
