import { createPasswords, createSeenLinks } from "@cloudpix/api";
import { jpegBytes, openWorld, upload } from "@cloudpix/api/testing";
import type { Database } from "@cloudpix/db";
import { openCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { countedDatabase } from "./counted-database.ts";
import type { Benchmark, Figure } from "./figure.ts";

type Counted = { db: Database; trips(): number; stop(): Promise<void> };

const onSqlite = async (): Promise<Counted> => {
  const { db, calls } = countedDatabase(await openSqlite({ file: ":memory:" }));
  return { db, trips: calls, stop: () => db.close() };
};

const onCosmos = async (): Promise<Counted> => {
  const { endpoint, key, requests, stop } = await startCosmosStandIn();
  const db = await openCosmos({ endpoint, key, createContainers: true });
  const stopBoth = async () => {
    await db.close();
    await stop();
  };
  return { db, trips: requests, stop: stopBoth };
};

/** Procedures with a bound, and how many round trips they may take beyond the one user read that authenticates. */
const bounds: Record<string, number> = {
  "shares.open": 3,
  "shares.open, in a process that never met the link": 4,
  "auth.login": 2,
  "auth.login, hashing anew": 3,
  "files.list": 2,
  "files.get": 2,
  "files.completeUpload": 4,
};

const authenticating = 1;

const walk = async ({ db, trips }: Counted): Promise<Map<string, number>> => {
  const world = await openWorld({ db });
  const counts = new Map<string, number>();
  const counting = async <T>(name: string, work: () => Promise<T>, authenticates = true): Promise<T> => {
    const before = trips();
    const result = await work();
    counts.set(name, trips() - before - (authenticates ? authenticating : 0));
    return result;
  };
  const credentials = { email: "person-1@example.com", password: "correct horse" };
  const ada = await world.person();
  // The first call of a process also asks the service about the containers.
  await upload(world, ada).then(async ({ fileId }) => {
    const { linkId } = await ada.shares.create({ fileId });
    await world.stranger.shares.open({ linkId });
  });

  await counting("auth.login", () => world.stranger.auth.login(credentials), false);
  const bytes = jpegBytes();
  const ticket = await counting("files.createUpload", () =>
    ada.files.createUpload({ fileName: "beach.jpg", fileSize: bytes.length }),
  );
  const { fileId } = ticket;
  await world.storage.receiveUpload(ticket.uploadUrl, bytes);
  await counting("files.completeUpload", () => ada.files.completeUpload({ fileId }));
  await counting("files.list", () => ada.files.list({ limit: 10 }));
  await counting("files.get", () => ada.files.get({ fileId }));
  await counting("files.rename", () => ada.files.rename({ fileId, fileName: "sea.jpg" }));
  await counting("files.downloadUrl", () => ada.files.downloadUrl({ fileId }));
  await counting("files.usage", () => ada.files.usage());
  const { linkId } = await counting("shares.create", () => ada.shares.create({ fileId }));
  const open = () => world.stranger.shares.open({ linkId });
  // Which file and owner to read, and which end and password the count depends on, only the link itself tells it.
  world.services.seenLinks = createSeenLinks();
  await counting("shares.open, in a process that never met the link", open, false);
  await counting("shares.open", open, false);
  await counting("shares.listByFile", () => ada.shares.listByFile({ fileId }));
  await counting("shares.listMine", () => ada.shares.listMine());
  await counting("shares.update", () => ada.shares.update({ linkId, name: "sea" }));
  await counting("shares.revoke", () => ada.shares.revoke({ linkId }));
  await counting("files.delete", () => ada.files.delete({ fileId }));
  world.services.passwords = createPasswords({ rounds: 5 });
  await counting("auth.login, hashing anew", () => world.stranger.auth.login(credentials), false);
  await world.close();
  return counts;
};

const counted = async (open: () => Promise<Counted>): Promise<Map<string, number>> => {
  const database = await open();
  try {
    return await walk(database);
  } finally {
    await database.stop();
  }
};

/** How often each procedure asks the database: requests to Cosmos DB, transactions of SQLite. */
export const roundTrips: Benchmark = {
  name: "round-trips",
  run: async () => {
    const [cosmos, sqlite] = [await counted(onCosmos), await counted(onSqlite)];
    return [...cosmos].map(([name, requests]): Figure => {
      const transactions = sqlite.get(name) ?? Number.NaN;
      const bound = bounds[name];
      return {
        name: `database round trips of ${name}`,
        measured: `${requests} requests to Cosmos DB, ${transactions} transactions of SQLite`,
        bound: bound === undefined ? "none" : `≤ ${bound}`,
        holds: bound === undefined || Math.max(requests, transactions) <= bound,
      };
    });
  },
};
