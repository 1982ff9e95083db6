import { createHash } from "node:crypto";
import { jpegBytes, type World } from "@cloudpix/api/testing";
import {
  addMs,
  type FileRecord,
  incomingBlobName,
  newBlobName,
  newLinkId,
  newUuidV7,
  noThumbnail,
  RenditionName,
  renditionBlobName,
  type ShareLinkRecord,
  toInstant,
} from "@cloudpix/domain";

const password = "correct horse";
const linkPassword = "open sesame";

/** Every wish one may have of a link. Of the two ways to say when it ends one is null: the other counts. */
export const everythingOfALink = {
  expirationDays: null,
  expiresAt: "2027-06-01T02:00:00+02:00",
  name: "a link",
  password: "sesame",
  maxAccessCount: 3,
};

/** What a rendition of a file holds here: no other rendition's, and no other file's. */
export const renditionText = (name: RenditionName, { fileId }: Pick<FileRecord, "fileId">): string =>
  `the ${name} of ${fileId}`;

/** Draws the pictures of a file as the worker does, the card's among them. */
const drawn = async ({ services: { blobs } }: World, file: FileRecord): Promise<FileRecord> => {
  const renditions = RenditionName.options.map((name) => ({
    name,
    blobName: renditionBlobName(file, name, "1"),
    contentType: name === "og" ? "image/jpeg" : "image/webp",
    width: 4,
    height: 3,
    sizeBytes: renditionText(name, file).length,
  }));
  for (const { name, blobName, contentType } of renditions) {
    const blob = { container: "cloudpix-thumbnails", name: blobName } as const;
    await blobs.write(blob, Buffer.from(renditionText(name, file)), contentType);
  }
  return { ...file, thumbnail: { state: "ready", reason: null, thumbhash: null, renditions } };
};

type Person = Awaited<ReturnType<World["person"]>>;

// Rows and blobs as the verbs leave them: asked of the verbs themselves it takes Cosmos' stand-in ten times as long.
const filesOf = async (world: World, { user: { userId } }: Person) => {
  const { db, blobs, now } = world.services;
  const bytes = jpegBytes();
  const at = toInstant(now());
  const file = (fileName: string, status: "active" | "trashed" | "uploading"): FileRecord => {
    const own = { userId, fileId: newUuidV7(now()), fileName };
    return {
      ...own,
      status,
      contentType: "image/jpeg",
      kind: "image",
      fileSize: bytes.length,
      sha256: status === "uploading" ? null : createHash("sha256").update(bytes).digest("hex"),
      statusDate: at,
      verifiedDate: status === "uploading" ? null : at,
      blobName: newBlobName(own),
      storageAccount: 0,
      uploadDate: at,
      takenAt: null,
      width: null,
      height: null,
      durationMs: null,
      thumbnail: noThumbnail(),
    };
  };
  const files = {
    file: await drawn(world, file("the owners beach.jpg", "active")),
    second: file("the owners hill.jpg", "active"),
    trashed: file("the owners waste.jpg", "trashed"),
    begun: file("the owners beginning.jpg", "uploading"),
  };
  const all = Object.values(files);
  await db.users.reserveBytes(userId, all.length * bytes.length, at);
  for (const record of all) {
    const isBegun = record.status === "uploading";
    const blob = isBegun
      ? ({ container: "cloudpix-incoming", name: incomingBlobName(record) } as const)
      : ({ container: "cloudpix-files", name: record.blobName } as const);
    await blobs.write(blob, bytes, record.contentType);
    await db.files.create(record);
  }
  return files;
};

/** Links to one file in every state a visitor meets, and a visit of each that was good when it began. */
const linksTo = async ({ services }: World, { userId, fileId }: FileRecord) => {
  const { db, visits, passwords, now } = services;
  const at = toInstant(now());
  const link = async (over: Partial<ShareLinkRecord> = {}) => {
    const begun: ShareLinkRecord = {
      linkId: newLinkId(),
      fileId,
      userId,
      expiryDate: toInstant(addMs(now(), 86_400_000)),
      accessCount: 1,
      createdDate: at,
      isRevoked: false,
      revokedDate: null,
      lastAccessDate: at,
      name: null,
      passwordHash: null,
      maxAccessCount: null,
    };
    await db.shareLinks.create({ ...begun, ...over });
    return { linkId: begun.linkId, visit: await visits.issue(begun, now()) };
  };
  const name = "what the owner calls it";
  return {
    link: { ...(await link({ name })), name },
    other: await link(),
    locked: await link({ passwordHash: await passwords.hash(linkPassword) }),
    /** Under a password that is not `linkPassword`. */
    lockedToo: await link({ passwordHash: await passwords.hash("another sesame") }),
    revoked: await link({ isRevoked: true, revokedDate: at }),
    expired: await link({ expiryDate: toInstant(addMs(now(), -1_000)) }),
    usedUp: await link({ maxAccessCount: 1 }),
  };
};

/** Somebody with one of everything that a verb can be about. */
export const belongingsOf = async (world: World) => {
  const owner = await world.person();
  const { db, now } = world.services;
  const files = await filesOf(world, owner);
  const { accessToken, token: program } = await owner.auth.createAccessToken({
    name: "the owners program",
    scopes: ["files:read"],
  });
  /** Works once: it is bound to the password that it replaces. */
  const resetToken = async () => {
    const user = await db.users.get(owner.user.userId);
    if (user === null) throw new Error("the owner is gone");
    return world.services.passwordResets.issue(user, now());
  };
  const links = await linksTo(world, files.file);
  return { owner, ...files, links, accessToken, program, resetToken, password, linkPassword };
};
export type Belongings = Awaited<ReturnType<typeof belongingsOf>>;
