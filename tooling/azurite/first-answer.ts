import http from "node:http";
import https from "node:https";

/** Resolves once this address gives any HTTP answer at all, whatever its status and certificate. */
export const firstAnswer = (url: string, timeoutMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const { get } = url.startsWith("https:") ? https : http;
    // The certificate of a process we just started ourselves says nothing more; no secret is sent.
    const request = get(url, { rejectUnauthorized: false, agent: false, timeout: timeoutMs }, (response) => {
      response.resume();
      resolve();
    });
    request.once("timeout", () => request.destroy(new Error(`${url} did not answer within ${timeoutMs} ms`)));
    request.once("error", reject);
  });
