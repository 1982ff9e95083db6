import { errorTable } from "@cloudpix/api";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { routes } from "../routes.ts";
import { openApiDocument } from "./open-api-document.ts";

const document = openApiDocument(routes);
const text = JSON.stringify(document);

test("the document is OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(text));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test("every operation of the table is in it, under a name of its own", () => {
  const names = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name);
  expect(names.toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
  expect(new Set(names).size).toBe(routes.length);
});

test("every shape it refers to is in it, and every shape in it is referred to", () => {
  const used = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
  const { components } = JSON.parse(text);
  expect([...used].toSorted()).toEqual(Object.keys(components.schemas).toSorted());
});

test("every field in it has a shape", () => {
  expect(text.match(/"schema":\{\}/g)).toBeNull();
  expect(text.match(/"properties":\{[^}]*"\w+":\{\}/g)).toBeNull();
  expect(text.match(/\$schema/g)).toBeNull();
});

test("every refusal is told with the status of the error table", () => {
  const { paths } = JSON.parse(text);
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}") || "/";
    const { responses } = paths[path][route.method.toLowerCase()];
    for (const code of route.refusals)
      expect(responses[errorTable[code].httpStatus].description).toContain(`\`${code}\``);
  }
});

test("what may be sent is told as narrowly as it is judged", () => {
  const { paths } = JSON.parse(text);
  const bodyOf = (path: string, method = "post") =>
    paths[path][method].requestBody.content["application/json"].schema.properties;
  const { email, password, name } = bodyOf("/auth/register");
  expect(email).toEqual({ type: "string", format: "email", maxLength: 254 });
  expect(password).toEqual({ type: "string", maxLength: 72 });
  expect(name.anyOf).toEqual([{ type: "string", minLength: 1, maxLength: 100 }, { type: "null" }]);
  expect(bodyOf("/files/{fileId}", "put").fileName).toEqual({
    type: "string",
    minLength: 1,
    maxLength: 255,
  });
  expect(bodyOf("/files/{fileId}/share").password.anyOf).toEqual([
    { type: "string", maxLength: 72 },
    { type: "null" },
  ]);
});

test("an operation whose tries are counted tells of the headers that say so, and no other does", () => {
  const { paths } = JSON.parse(text);
  for (const route of routes) {
    const { responses } = paths[route.path.replace(/:(\w+)/g, "{$1}") || "/"][route.method.toLowerCase()];
    const told = Object.keys(responses[route.status].headers ?? {});
    expect([route.name, told]).toEqual([
      route.name,
      route.refusals.includes("rate.limited")
        ? ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]
        : [],
    ]);
  }
});

test("what the server refuses before it knows what is asked is told of as that, and not as a failure", () => {
  const { paths } = JSON.parse(text);
  const { responses } = paths["/health"].get;
  expect(responses["408"].description).toContain("input.too_slow");
  expect(responses["431"].description).toContain("input.head_too_large");
});
