import { randomUUID } from "node:crypto";
import { type CloudPix, createCloudPix } from "@cloudpix/client";

/** Somebody with an account, as a program signs them in. */
export type Account = { pix: CloudPix; token: string; email: string; password: string };

/** Registers somebody new. */
export const newAccount = async (url: string): Promise<Account> => {
  const [email, password] = [`${randomUUID()}@example.com`, "correct horse battery"];
  const { token } = await createCloudPix({ url }).auth.register.mutate({ email, password });
  return { pix: createCloudPix({ url, token }), token, email, password };
};

/** What a refused request must not change. */
export const whatIsLeft = async ({ pix }: Account) => ({
  usedBytes: (await pix.auth.profile.query()).usedBytes,
  files: (await pix.files.list.query({})).files.length,
});
