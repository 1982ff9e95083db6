import { createCloudPix } from "@cloudpix/client";
import { landscape } from "@cloudpix/tooling/pictures";
import { expect } from "@playwright/test";
import { type Account, newAccount } from "../account.ts";

/** What somebody did, and what nobody else may learn of it. */
export type Walk = { account: Account; fileId: string; fileSize: number; secrets: string[] };

const password = "correct horse battery";

/** Registers, signs in, uploads a picture and waits for its thumbnail, shares it, opens the link, ends the link, deletes the file. */
export const walk = async (origin: string): Promise<Walk> => {
  const account = await newAccount(origin);
  const { email, token, pix } = account;
  await createCloudPix({ url: origin }).auth.login.mutate({ email, password });
  const fileName = "canary-holiday.jpg";
  const picture = await landscape({ width: 1600, height: 1067, seed: 1 });
  const { fileId, blobUrl } = await pix.upload(picture, { fileName });
  const state = async () => (await pix.files.get.query({ fileId })).thumbnail.state;
  await expect.poll(state, { timeout: 30_000 }).toBe("ready");
  const { linkId, shareUrl } = await pix.shares.create.mutate({ fileId });
  const opened = await fetch(`${origin}/api/share/${linkId}`);
  expect(opened.status).toBe(200);
  expect((await fetch(shareUrl, { headers: { accept: "text/html" } })).status).toBe(200);
  await pix.shares.revoke.mutate({ linkId });
  await pix.files.delete.mutate({ fileId });
  const signature = new URL(blobUrl ?? "").searchParams.get("sig");
  return {
    account,
    fileId,
    fileSize: picture.length,
    secrets: [email, token, linkId, password, fileName, signature ?? "no signature"],
  };
};
