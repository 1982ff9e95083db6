import { createHash } from "node:crypto";
import type { AppRouter } from "@cloudpix/api";
import { jpegBytes, type World } from "@cloudpix/api/testing";
import { newUuidV7 } from "@cloudpix/domain";
import type { Actor } from "./actors.ts";
import { type Belongings, everythingOfALink } from "./belongings.ts";
import type { Audience } from "./expected-statuses.ts";

/** One procedure: how it is called, whom it is for, and an input that its owner succeeds with. */
export type ProcedureCase = {
  type: "query" | "mutation";
  audience: Audience;
  input?: (belongings: Belongings, actor: Pick<Actor, "linkId">) => unknown;
  /** The fields that may be left out, such that the owner succeeds with all of them. */
  more?: (belongings: Belongings, world: World) => object | Promise<object>;
  /** Whoever knows what is asked here speaks as the owner and is told what the owner is. */
  asOwner?: true;
};

type Routes = AppRouter["_def"]["record"];
type PathsIn<Record> = {
  [Router in keyof Record & string]: `${Router}.${keyof Record[Router] & string}`;
}[keyof Record & string];

/** `router.procedure` of everything there is. */
export type ProcedureName = PathsIn<Routes>;

type Rest = Omit<ProcedureCase, "type" | "audience" | "input">;
const query = (audience: Audience, input?: ProcedureCase["input"], rest: Rest = {}): ProcedureCase => ({
  type: "query",
  audience,
  ...(input ? { input } : {}),
  ...rest,
});
const mutation = (audience: Audience, input?: ProcedureCase["input"], rest: Rest = {}): ProcedureCase => ({
  ...query(audience, input, rest),
  type: "mutation",
});

const file = ({ file: { fileId } }: Belongings) => ({ fileId });
const trashed = ({ trashed: { fileId } }: Belongings) => ({ fileId });
const begun = ({ begun: { fileId } }: Belongings) => ({ fileId });
const link = ({ links }: Belongings) => ({ linkId: links.link.linkId });
let registered = 0;

/** Every procedure of the API. One that is missing here does not compile, and fails the test of the matrix. */
export const procedureCases: Record<ProcedureName, ProcedureCase> = {
  "auth.register": mutation(
    "everybody",
    () => {
      registered += 1;
      return { email: `new-${registered}@example.com`, password: "correct horse" };
    },
    { more: () => ({ name: "Grace" }) },
  ),
  "auth.login": mutation("everybody", ({ owner, password }) => ({ email: owner.user.email, password }), {
    asOwner: true,
  }),
  "auth.resetPassword": mutation(
    "everybody",
    async ({ resetToken }) => ({ token: await resetToken(), newPassword: "correct horse" }),
    { asOwner: true },
  ),
  "auth.profile": query("every user"),
  "auth.updateProfile": mutation("every user", () => ({ name: "Grace" }), {
    more: () => ({ linkDefaults: { expirationDays: 7 } }),
  }),
  "auth.changePassword": mutation("every user", ({ password }) => ({
    currentPassword: password,
    newPassword: password,
  })),
  "auth.signOutEverywhere": mutation("every user"),
  "auth.deleteAccount": mutation("every user", ({ password }) => ({ password })),
  "auth.createAccessToken": mutation("every user", () => ({ name: "t", scopes: ["files:read"] }), {
    more: () => ({ expirationDays: 30 }),
  }),
  "auth.listAccessTokens": query("every user"),
  "auth.revokeAccessToken": mutation("owner", ({ accessToken: { tokenId } }) => ({ tokenId })),
  "files.createUpload": mutation("every user", () => ({ fileName: "new.jpg", fileSize: 10 }), {
    more: (_, { services }) => ({ contentType: "image/jpeg", requestId: newUuidV7(services.now()) }),
  }),
  "files.resumeUpload": mutation("owner", begun),
  "files.completeUpload": mutation("owner", begun, {
    more: () => ({ sha256: createHash("sha256").update(jpegBytes()).digest("hex") }),
  }),
  "files.abortUpload": mutation("owner", begun),
  "files.list": query("every user", () => ({ limit: 10 }), {
    more: async ({ owner }) => {
      const { nextCursor: cursor } = await owner.files.list({ limit: 1, sort: "name" });
      return { cursor, kind: "image", q: "beach", sort: "name", trash: false };
    },
  }),
  "files.get": query("owner", file),
  "files.rename": mutation("owner", (belongings) => ({ ...file(belongings), fileName: "renamed.jpg" })),
  "files.delete": mutation("owner", file),
  "files.restore": mutation("owner", trashed),
  "files.purge": mutation("owner", trashed),
  "files.retryThumbnail": mutation("owner", file),
  "files.downloadUrl": query("owner", file),
  "files.usage": query("every user"),
  "shares.create": mutation("owner", file, {
    more: () => ({ ...everythingOfALink, requestId: crypto.randomUUID() }),
  }),
  "shares.get": query("owner", link),
  "shares.listByFile": query("owner", file),
  "shares.listMine": query("every user", () => ({}), {
    more: async ({ owner }) => ({
      limit: 5,
      cursor: (await owner.shares.listMine({ limit: 1 })).nextCursor,
    }),
  }),
  "shares.update": mutation("owner", (belongings) => ({ ...link(belongings), name: "renamed" }), {
    more: () => everythingOfALink,
  }),
  "shares.revoke": mutation("owner", link),
  "shares.revokeAll": mutation("owner", file),
  "shares.open": mutation("holder", (_, { linkId }) => ({ linkId })),
  "shares.unlock": mutation("unlocker", ({ linkPassword }, { linkId }) => ({
    linkId,
    password: linkPassword,
  })),
  "system.health": query("everybody"),
  "system.metrics": query("everybody"),
};

const isProcedure = (name: string): name is ProcedureName => name in procedureCases;

/** The names of all procedures. */
export const procedureNames: readonly ProcedureName[] = Object.keys(procedureCases).filter(isProcedure);
