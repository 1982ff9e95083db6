import { createPasswords, createRateLimits, createSeenLinks } from "@cloudpix/api";
import { jpegBytes, openWorld, upload } from "@cloudpix/api/testing";
import type { Database } from "@cloudpix/db";
import type { Asked } from "./traffic.ts";

/** One procedure as it was called, and what that asked of the database beyond the user read that authenticates. */
export type Step = Asked & { procedure: string; called: string };

const password = "correct horse battery";
const newPassword = "another horse battery";

/**
 * Calls every procedure once, and those twice that cost more when something is new. Limits count as they do where nobody
 * switched them off.
 */
export const walkProcedures = async (db: Database, take: () => Asked): Promise<Step[]> => {
  const now = () => new Date();
  const world = await openWorld({ db, rateLimits: createRateLimits(db.throttles, now) });
  const { stranger, storage, services } = world;
  const steps: Step[] = [];
  const step = async <T>(procedure: string, call: () => Promise<T>, { knows = 1, as = "" } = {}) => {
    take();
    const result = await call();
    const asked = take();
    const called = as === "" ? procedure : `${procedure}, ${as}`;
    steps.push({
      ...{ procedure, called },
      requests: asked.requests - knows,
      counts: asked.counts,
      roundTrips: asked.roundTrips - knows,
    });
    return result;
  };
  /** For procedures that ask nobody who they are. */
  const open = { knows: 0 };

  // The first calls of a process also ask the service about its containers.
  const warm = await world.person("Grace");
  const { fileId: warmFile } = await upload(world, warm);
  await stranger.shares.open({ linkId: (await warm.shares.create({ fileId: warmFile })).linkId });

  const email = "ada@example.com";
  const { token, user } = await step(
    "auth.register",
    () => stranger.auth.register({ email, password, name: "Ada" }),
    open,
  );
  const ada = world.call(token);
  const login = () => stranger.auth.login({ email, password });
  await step("auth.login", login, { ...open, as: "from an address for the first time in a day" });
  await step("auth.login", login, open);
  await step("auth.profile", () => ada.auth.profile());
  await step("auth.updateProfile", () => ada.auth.updateProfile({ name: "Ada L." }));
  const { tokenId } = await step("auth.createAccessToken", () =>
    ada.auth.createAccessToken({ name: "backup", scopes: ["files:read"] }),
  ).then(({ accessToken }) => accessToken);
  await step("auth.listAccessTokens", () => ada.auth.listAccessTokens());
  await step("auth.revokeAccessToken", () => ada.auth.revokeAccessToken({ tokenId }));

  const bytes = jpegBytes();
  const announced = { fileName: "beach.jpg", fileSize: bytes.length };
  const given = await ada.files.createUpload(announced);
  await step("files.abortUpload", () => ada.files.abortUpload({ fileId: given.fileId }));
  const { fileId, uploadUrl } = await step("files.createUpload", () => ada.files.createUpload(announced));
  await step("files.resumeUpload", () => ada.files.resumeUpload({ fileId }));
  await storage.receiveUpload(uploadUrl, bytes);
  await step("files.completeUpload", () => ada.files.completeUpload({ fileId }));
  await step("files.list", () => ada.files.list({ limit: 10 }));
  await step("files.get", () => ada.files.get({ fileId }));
  await step("files.rename", () => ada.files.rename({ fileId, fileName: "sea.jpg" }));
  await step("files.downloadUrl", () => ada.files.downloadUrl({ fileId }));
  await step("files.usage", () => ada.files.usage());
  await db.files.update(user.userId, fileId, {
    thumbnail: { state: "failed", reason: "The file is damaged.", renditions: [], thumbhash: null },
  });
  await step("files.retryThumbnail", () => ada.files.retryThumbnail({ fileId }));

  const { linkId } = await step("shares.create", () => ada.shares.create({ fileId }));
  const visit = () => stranger.shares.open({ linkId });
  services.seenLinks = createSeenLinks();
  await step("shares.open", visit, { ...open, as: "a link that this process never met" });
  await step("shares.open", visit, open);
  await step("shares.get", () => ada.shares.get({ linkId }));
  await step("shares.listByFile", () => ada.shares.listByFile({ fileId }));
  await step("shares.listMine", () => ada.shares.listMine());
  await step("shares.update", () => ada.shares.update({ linkId, password: "open sesame" }));
  await step("shares.unlock", () => stranger.shares.unlock({ linkId, password: "open sesame" }), open);
  await step("shares.revoke", () => ada.shares.revoke({ linkId }));
  await ada.shares.create({ fileId });
  await step("shares.revokeAll", () => ada.shares.revokeAll({ fileId }), { as: "one link" });

  await step("files.delete", () => ada.files.delete({ fileId }));
  await step("files.restore", () => ada.files.restore({ fileId }));
  await step("files.purge", () => ada.files.purge({ fileId }));
  await step("system.health", () => stranger.system.health(), open);
  await step("system.metrics", () => world.operator.system.metrics(), { ...open, as: "for an operator" });

  services.passwords = createPasswords({ rounds: 5 });
  await step("auth.login", login, { ...open, as: "hashing anew" });
  const changed = await step("auth.changePassword", () =>
    ada.auth.changePassword({ currentPassword: password, newPassword }),
  );
  const { token: last } = await step("auth.signOutEverywhere", () =>
    world.call(changed.token).auth.signOutEverywhere(),
  );
  await step("auth.deleteAccount", () => world.call(last).auth.deleteAccount({ password: newPassword }));
  const { email: forgetful } = warm.user;
  const found = await db.users.findByEmail(forgetful);
  if (found === null) throw new Error(`${forgetful} is not there`);
  const reset = await services.passwordResets.issue(found, services.now());
  await step("auth.resetPassword", () => stranger.auth.resetPassword({ token: reset, newPassword }), open);
  await world.close();
  return steps;
};
