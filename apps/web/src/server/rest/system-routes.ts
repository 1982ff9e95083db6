import { readiness } from "@cloudpix/api";
import { HealthView, MetricsView, ReadinessView } from "@cloudpix/domain";
import manifest from "../../../package.json" with { type: "json" };
import { openApiDocument } from "./openapi/open-api-document.ts";
import { RestDocument, RestIndex } from "./rest-views.ts";
import { anything, none, type Route, route } from "./route.ts";

/** What is asked about the installation itself; `listed` gives the operations that the index names. */
export const systemRoutes = (listed: () => readonly Route[]): readonly Route[] => {
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
      summary: "This interface as an OpenAPI 3.1 document",
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
    route({
      method: "GET",
      path: "/health",
      name: "getHealth",
      tag: "System",
      summary: "Whether the process lives; asks nothing it depends on",
      needs: "nothing",
      params: none,
      query: anything,
      body: none,
      status: 200,
      asksNothing: true,
      answer: HealthView,
      refusals: [],
      run: ({ procedures }) => procedures.system.health(),
    }),
    route({
      method: "GET",
      path: "/health/ready",
      name: "getReadiness",
      tag: "System",
      summary: "Whether database, blobs and queue answer, and how fast",
      needs: "nothing",
      params: none,
      query: anything,
      body: none,
      status: 200,
      asksNothing: true,
      alsoAnswers: 503,
      answer: ReadinessView,
      refusals: [],
      statusOf: ({ status }) => (status === "ok" ? 200 : 503),
      run: ({ context }) => readiness(context.services),
    }),
    route({
      method: "GET",
      path: "/metrics",
      name: "getMetrics",
      tag: "System",
      summary: "Whether and how this installation is being watched",
      needs: "nothing",
      params: none,
      query: none,
      body: none,
      status: 200,
      asksNothing: true,
      answer: MetricsView,
      refusals: [],
      run: ({ procedures }) => procedures.system.metrics(),
    }),
  ];
};
