import { jpegBytes, upload, type World } from "@cloudpix/api/testing";
import type { ShareLinkView } from "@cloudpix/domain";

const password = "correct horse";
const linkPassword = "open sesame";

/** Somebody with one of everything that a verb can be about. Every file has bytes of its own. */
export const belongingsOf = async (world: World) => {
  const owner = await world.person();
  const { db, now } = world.services;
  const file = await upload(world, owner);
  const trashed = await upload(world, owner, { fileName: "old.jpg" });
  await owner.files.delete({ fileId: trashed.fileId });
  const begun = await owner.files.createUpload({ fileName: "begun.jpg", fileSize: jpegBytes().length });
  await world.storage.receiveUpload(begun.uploadUrl, jpegBytes());
  const link = await owner.shares.create({ fileId: file.fileId, name: "for everybody" });
  const locked = await owner.shares.create({ fileId: file.fileId, password: linkPassword });
  const revoked = await owner.shares.create({ fileId: file.fileId });
  const expired = await owner.shares.create({ fileId: file.fileId });
  const visit = async ({ linkId }: ShareLinkView) =>
    (await world.stranger.shares.open({ linkId })).visitToken;
  const visits = { link: await visit(link), revoked: await visit(revoked), expired: await visit(expired) };
  await owner.shares.revoke({ linkId: revoked.linkId });
  const past = new Date(now().getTime() - 1_000).toISOString();
  await db.shareLinks.update(owner.user.userId, expired.linkId, { expiryDate: past }, now().toISOString());
  const { accessToken } = await owner.auth.createAccessToken({ name: "a program", scopes: ["files:read"] });
  /** Works once: it is bound to the password that it replaces. */
  const resetToken = async () => {
    const user = await db.users.get(owner.user.userId);
    if (user === null) throw new Error("the owner is gone");
    return world.services.passwordResets.issue(user, now());
  };
  return {
    owner,
    resetToken,
    password,
    linkPassword,
    file,
    trashed,
    begun,
    links: { link, locked, revoked, expired },
    visits,
    accessToken,
  };
};
export type Belongings = Awaited<ReturnType<typeof belongingsOf>>;
