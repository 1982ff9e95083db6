import { afterAll, describe } from "vitest";
import { accessTokenRepositoryContract } from "../repositories/access-token-repository.contract.ts";
import { fileRepositoryContract } from "../repositories/file-repository.contract.ts";
import { runRepositoryContract } from "../repositories/run-repository.contract.ts";
import { shareLinkRepositoryContract } from "../repositories/share-link-repository.contract.ts";
import { throttleRepositoryContract } from "../repositories/throttle-repository.contract.ts";
import { userRepositoryContract } from "../repositories/user-repository.contract.ts";
import { openSqlite } from "./open-sqlite.ts";
import { createSampleFiles } from "./sample-database-files.ts";

const contracts = [
  userRepositoryContract,
  fileRepositoryContract,
  accessTokenRepositoryContract,
  shareLinkRepositoryContract,
  throttleRepositoryContract,
  runRepositoryContract,
];

describe("SQLite in memory", () => {
  for (const contract of contracts) contract(() => openSqlite({ file: ":memory:" }));
});

describe("SQLite in a file", () => {
  const samples = createSampleFiles();
  afterAll(samples.removeAll);
  for (const contract of contracts) contract(async () => openSqlite({ file: await samples.newFile() }));
});
