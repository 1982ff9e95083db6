import type { RequestListener, ServerResponse } from "node:http";
import { failurePage } from "./failure-page.ts";

/** The framework's last word has no type at all. */
const isForPeople = (response: ServerResponse) =>
  /^(?:$|text\/(?:html|plain))/.test(String(response.getHeader("content-type") ?? ""));

const lastFunction = (args: readonly unknown[]) => args.findLast((one) => typeof one === "function");

/**
 * The framework, but for what it answers when a page failed before its first byte: an empty document that only scripts
 * fill, and always 500. People get a page instead that works without scripts and names the request; a page that set
 * when to come back (`setPageStatus`) failed for want of a dependency, and is 503 to programs too. What failed later
 * breaks off where it is.
 */
export const withCalmFailures =
  (framework: RequestListener): RequestListener =>
  (request, response) => {
    const { writeHead, write, end } = response;
    let page: Buffer | undefined;

    const head = (...args: unknown[]): ServerResponse => {
      if (args[0] === 500) {
        const status = response.hasHeader("retry-after") ? 503 : 500;
        response.statusCode = status;
        args[0] = status;
        if (isForPeople(response)) {
          page = Buffer.from(failurePage(status, String(response.getHeader("x-request-id"))));
          for (const name of ["content-encoding", "etag", "link"]) response.removeHeader(name);
          response.setHeader("content-type", "text/html; charset=utf-8");
          response.setHeader("cache-control", "no-store");
          response.setHeader("content-length", page.length);
        }
      }
      return Reflect.apply(writeHead, response, args);
    };
    const beginHead = () => {
      if (!response.headersSent) response.writeHead(response.statusCode);
    };

    Object.assign(response, {
      writeHead: head,
      write: (...args: unknown[]): boolean => {
        beginHead();
        if (page === undefined) return Reflect.apply(write, response, args);
        const written = lastFunction(args);
        if (typeof written === "function") queueMicrotask(() => written());
        return true;
      },
      end: (...args: unknown[]): ServerResponse => {
        beginHead();
        const last = page;
        // Given away once: whoever ends an answer twice does no harm otherwise.
        page = undefined;
        return Reflect.apply(end, response, last === undefined ? args : [last, lastFunction(args)]);
      },
    });
    framework(request, response);
  };
