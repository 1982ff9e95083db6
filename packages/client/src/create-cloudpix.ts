import type { AppRouter } from "@cloudpix/api";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";

export type CloudPixOptions = {
  /** The address of the installation, such as `https://pix.example.com`. */
  url: string;
  /** A bearer token from `auth.login`; without it only public procedures answer. */
  token?: string;
};

/** Every procedure of CloudPix, typed: `pix.files.list.query({ limit: 10 })`. */
export type CloudPix = TRPCClient<AppRouter>;

/** A client for one installation and one token. Opens no connection until something is called. */
export const createCloudPix = ({ url, token }: CloudPixOptions): CloudPix =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: new URL("/api/trpc", url).href,
        // The server refuses larger batches.
        maxItems: 20,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    ],
  });
