import { running } from "./running.ts";

/** Gives the page being rendered its true status: the framework itself knows only 200 and 404 for pages. Before the first byte. */
export const setPageStatus = (httpStatus: number): void => {
  const response = running().response.getStore();
  if (response !== undefined && !response.headersSent) response.statusCode = httpStatus;
};
