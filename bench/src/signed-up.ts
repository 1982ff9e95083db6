import { randomUUID } from "node:crypto";
import { type CloudPix, createCloudPix } from "@cloudpix/client";

/** Somebody new, as a program signs them in. */
export const signedUp = async (url: string): Promise<{ pix: CloudPix; token: string; userId: string }> => {
  const { token, user } = await createCloudPix({ url }).auth.register.mutate({
    email: `${randomUUID()}@example.com`,
    password: "correct horse battery",
    name: "Ada",
  });
  return { pix: createCloudPix({ url, token }), token, userId: user.userId };
};
