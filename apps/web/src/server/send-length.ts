import { running } from "./running.ts";

/**
 * Tells the caller how long the answer is. The framework drops `content-length` from what a route handler returns, and
 * a download without it has no progress; set on the answer itself it stays.
 */
export const sendLength = (response: Response): Response => {
  const length = response.headers.get("content-length");
  const answer = running().response.getStore();
  if (length !== null && answer !== undefined && !answer.headersSent)
    answer.setHeader("content-length", length);
  return response;
};
