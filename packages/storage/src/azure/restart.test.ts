import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAzurite } from "@cloudpix/tooling/azurite";
import { expect, test } from "vitest";
import type { BlobRef } from "../blob-store.ts";
import { openAzureStorage } from "./open-azure-storage.ts";

test("blobs and messages survive a stop of storage, and the same client goes on when it is back", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-restart-"));
  const account = { name: "local", key: randomBytes(64).toString("base64") };
  const blob: BlobRef = { container: "cloudpix-files", name: "kept" };
  const message = { type: "verify", userId: randomUUID(), fileId: randomUUID() } as const;
  let azurite = await startAzurite({ folder, account });
  try {
    const [blobPort, queuePort] = [azurite.blobUrl, azurite.queueUrl].map((url) => Number(new URL(url).port));
    if (blobPort === undefined || queuePort === undefined) throw new Error("no ports");
    const { blobs, queue, ensureReady } = await openAzureStorage(azurite);
    await ensureReady({ allowedOrigins: [] });
    await blobs.write(blob, Buffer.from("kept"), "text/plain");
    await queue.send(message);
    const facts = await blobs.facts(blob);

    await azurite.stop();
    await expect(blobs.facts(blob)).rejects.toMatchObject({ code: "dependency.unavailable" });
    azurite = await startAzurite({ folder, account, blobPort, queuePort });

    expect(await blobs.facts(blob)).toEqual(facts);
    expect(await queue.receive(1, 1_000)).toMatchObject([{ message }]);
  } finally {
    await azurite.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
