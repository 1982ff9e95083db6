import type { Database } from "@cloudpix/db";
import { openCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { z } from "zod";

/** A database of one of the drivers, empty. */
export type OpenDriver = {
  db: Database;
  /** How many items lie beside the users themselves: where e-mails are reserved by items of their own, those. */
  reservations(): Promise<number>;
  close(): Promise<void>;
};

const Feed = z.object({ Documents: z.array(z.object({ userId: z.string() })) });

/** The two drivers, each on what it is developed against. */
export const drivers: Record<"sqlite" | "cosmos", () => Promise<OpenDriver>> = {
  sqlite: async () => {
    const db = await openSqlite({ file: ":memory:" });
    // Here an e-mail is reserved by its user's own row.
    return { db, reservations: async () => 0, close: () => db.close() };
  },
  cosmos: async () => {
    const standIn = await startCosmosStandIn();
    const db = await openCosmos({ ...standIn, createContainers: true });
    return {
      db,
      reservations: async () => {
        const feed = await fetch(`${standIn.endpoint}/dbs/cloudpix/colls/users/docs`);
        const { Documents } = Feed.parse(await feed.json());
        return Documents.filter(({ userId }) => userId.startsWith("email:")).length;
      },
      close: async () => {
        await db.close();
        await standIn.stop();
      },
    };
  },
};

export type DriverName = keyof typeof drivers;
export const driverNames = ["sqlite", "cosmos"] as const satisfies readonly DriverName[];
