import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import {
  fromNow,
  sampleAccessToken,
  sampleFile,
  sampleShareLink,
  sampleUser,
} from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { itemReply, type ScriptedCosmos, startScriptedCosmos, storedItem } from "./scripted-cosmos.ts";

describe("what the Cosmos DB driver sends", () => {
  let cosmos: ScriptedCosmos;
  let db: Database;

  beforeEach(async () => {
    cosmos = await startScriptedCosmos();
    db = await openCosmos({ endpoint: cosmos.endpoint, key: "a2V5", createContainers: false });
  });
  afterEach(async () => {
    await db.close();
    await cosmos.stop();
  });

  const none = { status: 404, body: { message: "none" } };

  describe("partition keys", () => {
    it("a read is a point read under the full key: one request, no query", async () => {
      const [user, file, link] = [sampleUser(), sampleFile(), sampleShareLink()];
      cosmos.script(itemReply(user.userId, user), itemReply(file.fileId, file), itemReply(link.linkId, link));
      expect(await db.users.get(user.userId)).toEqual(user);
      expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
      expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      expect(
        cosmos.seen.map(({ method, path, partitionKey }) => [method, path.split("/docs/")[1], partitionKey]),
      ).toEqual([
        ["GET", user.userId, JSON.stringify([user.userId])],
        ["GET", file.fileId, JSON.stringify([file.userId, file.fileId])],
        ["GET", link.linkId, JSON.stringify([link.linkId])],
      ]);
    });

    it("a create goes under the full key, in the order of the paths", async () => {
      const file = sampleFile();
      cosmos.script({ status: 201, body: storedItem(file.fileId, file) });
      await db.files.create(file);
      expect(cosmos.seen[0]?.partitionKey).toBe(JSON.stringify([file.userId, file.fileId]));
      expect(cosmos.seen[0]?.body).toMatchObject({ id: file.fileId });
    });

    it("a list sends no partial key, which would be taken for one point, but names the owner in WHERE", async () => {
      const { userId, fileId } = sampleFile();
      cosmos.script({ status: 200, body: { Documents: [] } });
      const after = { key: null, fileId };
      await db.files.list(userId, { statuses: ["active", "trashed"], sort: "newest", limit: 50, after });
      expect(cosmos.seen).toHaveLength(1);
      expect(cosmos.seen[0]?.partitionKey).toBeUndefined();
      expect(cosmos.seen[0]?.body.query).toBe(
        "SELECT TOP @rows * FROM c WHERE c.userId = @userId AND c.status IN (@status0, @status1) " +
          "AND c.id < @afterId ORDER BY c.id DESC",
      );
      expect(cosmos.seen[0]?.body).toMatchObject({
        parameters: expect.arrayContaining([
          { name: "@userId", value: userId },
          { name: "@afterId", value: fileId },
          { name: "@rows", value: 51 },
        ]),
      });
    });

    it("a page by name leads with the owner in its order, and says the place it begins behind", async () => {
      const { userId, fileId } = sampleFile();
      cosmos.script({ status: 200, body: { Documents: [] } });
      const after = { key: "beach.jpg", fileId };
      const terms = ["beach", "%_"];
      await db.files.list(userId, { statuses: ["active"], sort: "name_desc", terms, limit: 50, after });
      expect(cosmos.seen[0]?.partitionKey).toBeUndefined();
      expect(cosmos.seen[0]?.body.query).toBe(
        "SELECT TOP @rows * FROM c WHERE c.userId = @userId AND c.status IN (@status0) " +
          "AND CONTAINS(c.foldedName, @term0) AND CONTAINS(c.foldedName, @term1) " +
          "AND (c.foldedName < @afterKey OR (c.foldedName = @afterKey AND c.fileId < @afterId)) " +
          "ORDER BY c.userId DESC, c.foldedName DESC, c.fileId DESC",
      );
      expect(cosmos.seen[0]?.body).toMatchObject({
        parameters: expect.arrayContaining([
          { name: "@term1", value: "%_" },
          { name: "@afterKey", value: "beach.jpg" },
        ]),
      });
    });

    it("the folded name is stored beside a file and follows it", async () => {
      const file = sampleFile({ fileName: "ÉTÉ.jpg" });
      cosmos.script({ status: 201, body: storedItem(file.fileId, file) }, itemReply(file.fileId, file), {
        status: 200,
      });
      await db.files.create(file);
      await db.files.update(file.userId, file.fileId, { fileName: "Mer.JPG" });
      expect(cosmos.seen[0]?.body).toMatchObject({ fileName: "ÉTÉ.jpg", foldedName: "été.jpg" });
      expect(cosmos.seen[2]?.body).toMatchObject({ fileName: "Mer.JPG", foldedName: "mer.jpg" });
    });

    it("a file of an earlier CloudPix does not say when it was verified, and is read all the same", async () => {
      const file = sampleFile();
      const { verifiedDate: _, ...older } = file;
      cosmos.script(itemReply(file.fileId, older));
      expect(await db.files.get(file.userId, file.fileId)).toEqual({ ...file, verifiedDate: null });
    });

    it("an access token lies under its user", async () => {
      const token = sampleAccessToken();
      const partitionKey = JSON.stringify([token.userId]);
      cosmos.script(
        { status: 201, body: storedItem(token.tokenId, token) },
        itemReply(token.tokenId, token),
        none,
      );
      await db.accessTokens.create(token);
      expect(await db.accessTokens.get(token.userId, token.tokenId)).toEqual(token);
      await db.accessTokens.remove(token.userId, token.tokenId);
      expect(cosmos.seen).toMatchObject([
        { method: "POST", partitionKey, body: { id: token.tokenId } },
        { method: "GET", partitionKey },
        { method: "DELETE", partitionKey },
      ]);
    });

    it("a change of a file replaces exactly the version that was read", async () => {
      const file = sampleFile();
      cosmos.script(itemReply(file.fileId, { ...file, ofALaterVersion: 1 }), itemReply(file.fileId, file));
      await db.files.update(file.userId, file.fileId, { width: 4 });
      expect(cosmos.seen[1]).toMatchObject({
        method: "PUT",
        ifMatch: '"7"',
        partitionKey: JSON.stringify([file.userId, file.fileId]),
        body: { width: 4, ofALaterVersion: 1 },
      });
    });
  });

  it("of more workers than are told the last started are asked for: whoever lives is rather among them", async () => {
    cosmos.script({ status: 200, body: { Documents: [] } });
    expect(await db.runs.listWorkers()).toEqual([]);
    expect(cosmos.seen[0]?.body.query).toBe(
      "SELECT TOP 1000 * FROM c WHERE c.id >= @from AND c.id < @to ORDER BY c.id DESC",
    );
  });

  describe("removal", () => {
    it("a file is removed in the version that was judged; when it changed, it is judged anew", async () => {
      const file = sampleFile({ status: "trashed" });
      const restored = { ...file, status: "active" };
      cosmos.script(itemReply(file.fileId, file), { status: 412 }, itemReply(file.fileId, restored));
      expect(await db.files.remove(file.userId, file.fileId, { status: ["trashed"] })).toBe(false);
      expect(cosmos.seen.map(({ method, ifMatch }) => [method, ifMatch])).toEqual([
        ["GET", undefined],
        ["DELETE", '"7"'],
        ["GET", undefined],
      ]);
    });

    it("a link is swept in the version that was found due; one that changed stays", async () => {
      const [due, changed] = [sampleShareLink().linkId, sampleShareLink().linkId];
      const rows = [due, changed].map((linkId) => ({ linkId, etag: `"${linkId}"` }));
      cosmos.script({ status: 200, body: { Documents: rows } });
      cosmos.forEver(({ path }) => ({ status: path.endsWith(changed) ? 412 : 204 }));
      expect(await db.shareLinks.removeDue(fromNow(0), 10)).toBe(1);
      const removals = cosmos.seen.slice(1).map(({ method, ifMatch }) => [method, ifMatch]);
      expect(removals).toEqual(
        expect.arrayContaining([
          ["DELETE", `"${due}"`],
          ["DELETE", `"${changed}"`],
        ]),
      );
    });
  });
});
