import manifest from "../../../../package.json" with { type: "json" };
import { RestProblem } from "../rest-views.ts";
import type { Route } from "../route.ts";
import { namedHeaders } from "./headers-of.ts";
import { answerSchema, namedSchemas } from "./json-schema.ts";
import { operation } from "./operation.ts";

const description = `Upload photos, videos and any other file, and share them by links you control.

Get a token from \`POST /auth/login\`, or make an access token on the account page, and send it as \`Authorization: Bearer …\`.
Every refusal is \`application/problem+json\`: decide by its \`code\`, show people its \`error\`.`;

const failure = {
  description: "Something failed on our side, or this address does not know the method.",
  content: { "application/problem+json": { schema: answerSchema(RestProblem) } },
};

/** `/files/:fileId` as the document spells it. */
const template = (path: string) => path.replace(/:(\w+)/g, "{$1}") || "/";

/** The OpenAPI 3.1 document of these operations, as true as the table they are answered from. */
export const openApiDocument = (routes: readonly Route[]): object => {
  const byPath = Map.groupBy(routes, ({ path }) => template(path));
  return {
    openapi: "3.1.1",
    info: {
      title: "CloudPix API",
      version: manifest.version,
      description,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api" }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(
      [...byPath].map(([path, operations]) => [
        path,
        Object.fromEntries(operations.map((one) => [one.method.toLowerCase(), operation(one)])),
      ]),
    ),
    components: {
      schemas: namedSchemas(),
      responses: { Failure: failure },
      headers: namedHeaders,
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description:
            "A token of `POST /auth/login`, or an access token; what one must be allowed is named at each operation.",
        },
      },
    },
  };
};
