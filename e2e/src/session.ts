import type { APIRequestContext, APIResponse } from "@playwright/test";
import type { Account } from "./account.ts";

/** Sends the sign-in form as the browser's page does, without a page. */
export const signIn = async (
  browser: APIRequestContext,
  { email, password }: Pick<Account, "email" | "password">,
  callbackUrl?: string,
): Promise<APIResponse> => {
  const { csrfToken } = await (await browser.get("/api/auth/csrf")).json();
  return browser.post("/api/auth/callback/credentials", {
    form: { email, password, csrfToken, json: "true", ...(callbackUrl === undefined ? {} : { callbackUrl }) },
  });
};

/** The cookie that carries this browser's session; undefined when nobody is signed in. */
export const sessionCookieOf = async (browser: APIRequestContext) =>
  (await browser.storageState()).cookies.find(({ name }) => /^cloudpix\.\d+\.session$/.test(name));
