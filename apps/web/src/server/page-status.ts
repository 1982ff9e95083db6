import { running } from "./running.ts";

/**
 * Gives the page being rendered its true status, and when to come back: the framework itself knows only 200 and 404 for
 * pages. Before the first byte.
 */
export const setPageStatus = (httpStatus: number, retryAfterSeconds?: number): void => {
  const response = running().response.getStore();
  if (response === undefined || response.headersSent) return;
  response.statusCode = httpStatus;
  if (retryAfterSeconds !== undefined) response.setHeader("retry-after", retryAfterSeconds);
};
