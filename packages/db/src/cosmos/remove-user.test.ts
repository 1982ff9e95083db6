import { createHash } from "node:crypto";
import { CosmosClient } from "@azure/cosmos";
import type { Email, UserRecord } from "@cloudpix/domain";
import { type CosmosEndpoint, startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { fromNow, sampleUser } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";

describe("removing a closed account, which stopped half-way before", () => {
  let cosmos: CosmosEndpoint;
  let client: CosmosClient;
  let db: Database;

  beforeAll(async () => {
    cosmos = await startCosmosStandIn();
    const { endpoint, key } = cosmos;
    db = await openCosmos({ endpoint, key, createContainers: true });
    client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  });
  afterAll(async () => {
    client.dispose();
    await db.close();
    await cosmos.stop();
  });

  const reservation = (email: Email) => {
    const id = `email:${createHash("sha256").update(email).digest("hex")}`;
    return client.database("cloudpix").container("users").item(id, id);
  };
  /** A closed account whose e-mail is free already. */
  const halfRemoved = async (): Promise<UserRecord> => {
    const user = sampleUser();
    await db.users.create(user);
    await db.users.close(user.userId, { from: user.passwordHash, at: fromNow(0) });
    await reservation(user.email).delete();
    return user;
  };

  it("is finished by the next try", async () => {
    const user = await halfRemoved();
    expect((await db.users.listClosed(10)).map(({ userId }) => userId)).toContain(user.userId);
    expect(await db.users.remove(user.userId)).toBe(true);
    expect(await db.users.get(user.userId)).toBeNull();
    expect(await db.users.remove(user.userId)).toBe(false);
  });

  it("leaves the e-mail to whoever registered it in between, for good", async () => {
    const user = await halfRemoved();
    const next = sampleUser({ email: user.email });
    expect(await db.users.create(next)).toBe("created");
    expect(await db.users.remove(user.userId)).toBe(true);
    expect(await db.users.findByEmail(next.email)).toEqual(next);
    expect((await reservation(next.email).read()).resource).toMatchObject({
      ownerId: next.userId,
      isConfirmed: true,
    });
  });

  it("frees an e-mail that was never settled", async () => {
    const user = sampleUser();
    await db.users.create(user);
    await db.users.close(user.userId, { from: user.passwordHash, at: fromNow(0) });
    const { item, resource } = await reservation(user.email).read();
    await item.replace({ ...resource, isConfirmed: false, reservedAtMs: 0 });
    expect(await db.users.findByEmail(user.email)).toMatchObject({ userId: user.userId });
    expect((await reservation(user.email).read()).resource).toMatchObject({ isConfirmed: false });
    expect(await db.users.remove(user.userId)).toBe(true);
    expect((await reservation(user.email).read()).statusCode).toBe(404);
  });
});
