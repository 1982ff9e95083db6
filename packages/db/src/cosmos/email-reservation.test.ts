import { createHash } from "node:crypto";
import { CosmosClient } from "@azure/cosmos";
import type { Email, UserId } from "@cloudpix/domain";
import { type CosmosEndpoint, startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { sampleUser } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";

const MINUTE_MS = 60_000;

describe("an e-mail whose registration died half-way", () => {
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

  const users = () => client.database("cloudpix").container("users");
  const idOf = (email: Email) => `email:${createHash("sha256").update(email).digest("hex")}`;

  /** What is left when the process ends after the reservation. */
  const reserved = (email: Email, ownerId: UserId, agoMs: number) =>
    users().items.create({
      id: idOf(email),
      userId: idOf(email),
      ownerId,
      isConfirmed: false,
      reservedAtMs: Date.now() - agoMs,
      ttl: 3_600,
    });
  const reservation = async (email: Email) => (await users().item(idOf(email), idOf(email)).read()).resource;

  it("is held for those who may still be at it", async () => {
    const [dead, next] = [sampleUser(), sampleUser()];
    await reserved(next.email, dead.userId, MINUTE_MS);
    expect(await db.users.create(next)).toBe("email_taken");
    expect(await db.users.findByEmail(next.email)).toBeNull();
  });

  it("is free again after two minutes, without any TTL, and then belongs to the next for good", async () => {
    const [dead, next] = [sampleUser(), sampleUser()];
    await reserved(next.email, dead.userId, 3 * MINUTE_MS);
    expect(await db.users.create(next)).toBe("created");
    expect(await db.users.findByEmail(next.email)).toEqual(next);
    expect(await reservation(next.email)).toMatchObject({ ownerId: next.userId, isConfirmed: true, ttl: -1 });
    expect(await db.users.create({ ...dead, email: next.email })).toBe("email_taken");
    expect(await db.users.get(dead.userId)).toBeNull();
  });

  it("goes to exactly one of 20 who find it free at the same moment", async () => {
    const { email, userId } = sampleUser();
    await reserved(email, userId, 3 * MINUTE_MS);
    const next = Array.from({ length: 20 }, () => sampleUser({ email }));
    const answers = await Promise.all(next.map((user) => db.users.create(user)));
    const winners = next.filter((_, index) => answers[index] === "created");
    expect(winners).toHaveLength(1);
    expect(await db.users.findByEmail(email)).toEqual(winners[0]);
  });

  it("can be registered again under the same id", async () => {
    const user = sampleUser();
    await reserved(user.email, user.userId, 3 * MINUTE_MS);
    expect(await db.users.create(user)).toBe("created");
    expect(await reservation(user.email)).toMatchObject({ isConfirmed: true, ttl: -1 });
  });

  it("stays with its user when only the last step was missing, and the next sign-in settles it", async () => {
    const user = sampleUser();
    await users().items.create({ ...user, id: user.userId });
    await reserved(user.email, user.userId, 3 * MINUTE_MS);
    expect(await db.users.findByEmail(user.email)).toEqual(user);
    expect(await reservation(user.email)).toMatchObject({ isConfirmed: true, ttl: -1 });
  });

  it("stays with its user when another tries to register it, and that settles it", async () => {
    const user = sampleUser();
    await users().items.create({ ...user, id: user.userId });
    await reserved(user.email, user.userId, 3 * MINUTE_MS);
    expect(await db.users.create(sampleUser({ email: user.email }))).toBe("email_taken");
    expect(await reservation(user.email)).toMatchObject({ isConfirmed: true, ttl: -1 });
    expect(await db.users.findByEmail(user.email)).toEqual(user);
  });
});
