import manifest from "../../../package.json" with { type: "json" };
import { openApiDocument } from "./openapi/open-api-document.ts";
import { RestDocument, RestIndex } from "./rest-views.ts";
import { none, type Route, route } from "./route.ts";

/** What the interface says of itself; `listed` gives the operations it consists of. */
export const selfRoutes = (listed: () => readonly Route[]): readonly Route[] => {
  let document: RestDocument | undefined;
  return [
    route({
      method: "GET",
      path: "",
      name: "getIndex",
      tag: "System",
      summary: "What can be asked here",
      needs: "nothing",
      params: none,
      query: none,
      body: none,
      status: 200,
      asksNothing: true,
      answer: RestIndex,
      refusals: [],
      run: async ({ context }) => {
        const at = `${context.services.settings.publicOrigin}/api`;
        return {
          name: "CloudPix API",
          version: manifest.version,
          documentation: `${at}/docs`,
          openapi: `${at}/openapi.json`,
          endpoints: listed().map(({ method, path, summary }) => ({ method, path: `/api${path}`, summary })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/openapi.json",
      name: "getDocument",
      tag: "System",
      summary: "This interface as a document",
      details: "OpenAPI 3.1: what this page is made of.",
      needs: "nothing",
      params: none,
      query: none,
      body: none,
      status: 200,
      asksNothing: true,
      answer: RestDocument,
      refusals: [],
      run: async () => {
        document ??= RestDocument.parse(openApiDocument(listed()));
        return document;
      },
    }),
  ];
};
