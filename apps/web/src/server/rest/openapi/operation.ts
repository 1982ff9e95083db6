import { type ErrorCode, errorSentences } from "@cloudpix/domain";
import { RestProblem } from "../rest-views.ts";
import type { Route } from "../route.ts";
import { headersOf } from "./headers-of.ts";
import { answerSchema, bodySchema, type JsonSchema, parameterSchemas } from "./json-schema.ts";
import { refusalsOf } from "./refusals-of.ts";

type Media = Record<string, { schema: JsonSchema }>;
type Answer = { description: string; headers?: object; content: Media };

const json = (schema: JsonSchema): Media => ({ "application/json": { schema } });

/** A refusal: the shape all refusals have, with the codes that this one may carry. */
const refusal = (route: Route, status: number, codes: readonly ErrorCode[]): Answer => ({
  description: codes.map((code) => `\`${code}\`: ${errorSentences[code]}`).join("\n\n"),
  ...headersOf(route, status),
  content: {
    "application/problem+json": {
      schema: { allOf: [answerSchema(RestProblem), { properties: { code: { enum: [...codes] } } }] },
    },
  },
});

const notReady = (route: Route): Record<string, Answer> =>
  route.alsoAnswers === undefined
    ? {}
    : {
        [route.alsoAnswers]: {
          description: "What CloudPix depends on does not answer; the body says what.",
          ...headersOf(route, route.alsoAnswers),
          content: json(answerSchema(route.answer)),
        },
      };

const answers = (route: Route): Record<string, object> => ({
  [route.status]: {
    description: route.status === 201 ? "Made." : "Done.",
    ...headersOf(route, route.status),
    content: json(answerSchema(route.answer)),
  },
  ...Object.fromEntries(
    [...refusalsOf(route)].map(([status, codes]) => [status, refusal(route, status, codes)]),
  ),
  ...notReady(route),
  default: { $ref: "#/components/responses/Failure" },
});

const formBody = {
  required: true,
  content: {
    "multipart/form-data": {
      schema: {
        type: "object",
        properties: { file: { type: "string", format: "binary" } },
        required: ["file"],
      },
    },
  },
};

const requestBody = ({ method, form, body }: Route) => {
  if (form) return { requestBody: formBody };
  const schema = bodySchema(body);
  const fields = Object.keys(schema.properties ?? {}).length;
  if (method === "GET" || method === "DELETE" || fields === 0) return {};
  return { requestBody: { required: !body.safeParse({}).success, content: json(schema) } };
};

const parameters = ({ params, query }: Route) => [
  ...parameterSchemas(params).map(([name, schema]) => ({ name, in: "path", required: true, schema })),
  ...parameterSchemas(query).map(([name, schema]) => ({ name, in: "query", required: false, schema })),
];

const security = ({ needs }: Route) => {
  if (needs === "nothing") return [];
  return [{ bearer: needs === "token" ? [] : [needs] }];
};

/** One line of the route table as the document tells it (OpenAPI 3.1, "Operation Object"). */
export const operation = (route: Route): object => ({
  operationId: route.name,
  tags: [route.tag],
  summary: route.summary,
  ...(route.details === undefined ? {} : { description: route.details }),
  security: security(route),
  parameters: parameters(route),
  ...requestBody(route),
  responses: answers(route),
});
