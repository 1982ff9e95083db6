import { readFile } from "node:fs/promises";
import { errorTable } from "@cloudpix/api";
import { errorSentences } from "@cloudpix/domain";
import { expect, test } from "vitest";

const page = await readFile(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| `([a-z_.]+)` \| (\d{3}) \| (.+?) \| (.+?) \|$/gm)];

test("docs/errors.md tells every code once, with its status and its sentence, and nothing else", () => {
  const told = rows.map(([, code, status, sentence]) => [code, Number(status), sentence]);
  const real = Object.entries(errorTable).map(([code, { httpStatus }]) => [code, httpStatus]);
  expect(told.map(([code, status]) => [code, status]).sort()).toEqual(real.sort());
  expect(Object.fromEntries(told.map(([code, , sentence]) => [code, sentence]))).toEqual(errorSentences);
});

test("docs/errors.md says of every code what its reader can do", () => {
  for (const [row, , , , advice] of rows) expect(advice?.length, row).toBeGreaterThan(10);
});
