import type { AppRouter } from "@cloudpix/api";
import type { Actor, Audience } from "./actors.ts";
import type { Belongings } from "./belongings.ts";

/** One procedure: how it is called, whom it is for, and an input that its owner succeeds with. */
export type ProcedureCase = {
  type: "query" | "mutation";
  audience: Audience;
  input?: (belongings: Belongings, actor: Actor) => unknown;
};

type Routes = AppRouter["_def"]["record"];
type PathsIn<Record> = {
  [Router in keyof Record & string]: `${Router}.${keyof Record[Router] & string}`;
}[keyof Record & string];

/** `router.procedure` of everything there is. */
export type ProcedureName = PathsIn<Routes>;

const query = (audience: Audience, input?: ProcedureCase["input"]): ProcedureCase => ({
  type: "query",
  audience,
  ...(input ? { input } : {}),
});
const mutation = (audience: Audience, input?: ProcedureCase["input"]): ProcedureCase => ({
  type: "mutation",
  audience,
  ...(input ? { input } : {}),
});

const file = ({ file: { fileId } }: Belongings) => ({ fileId });
const trashed = ({ trashed: { fileId } }: Belongings) => ({ fileId });
const begun = ({ begun: { fileId } }: Belongings) => ({ fileId });
const link = ({ links }: Belongings) => ({ linkId: links.link.linkId });
let registered = 0;

/** Every procedure of the API. One that is missing here does not compile, and fails the test of the matrix. */
export const procedureCases: Record<ProcedureName, ProcedureCase> = {
  "auth.register": mutation("everybody", () => {
    registered += 1;
    return { email: `new-${registered}@example.com`, password: "correct horse" };
  }),
  "auth.login": mutation("everybody", ({ owner, password }) => ({ email: owner.user.email, password })),
  "auth.resetPassword": mutation("everybody", async ({ resetToken }) => ({
    token: await resetToken(),
    newPassword: "correct horse",
  })),
  "auth.profile": query("every user"),
  "auth.updateProfile": mutation("every user", () => ({ name: "Grace" })),
  "auth.changePassword": mutation("every user", ({ password }) => ({
    currentPassword: password,
    newPassword: password,
  })),
  "auth.signOutEverywhere": mutation("every user"),
  "auth.deleteAccount": mutation("every user", ({ password }) => ({ password })),
  "auth.createAccessToken": mutation("every user", () => ({ name: "t", scopes: ["files:read"] })),
  "auth.listAccessTokens": query("every user"),
  "auth.revokeAccessToken": mutation("owner", ({ accessToken: { tokenId } }) => ({ tokenId })),
  "files.createUpload": mutation("every user", () => ({ fileName: "new.jpg", fileSize: 10 })),
  "files.resumeUpload": mutation("owner", begun),
  "files.completeUpload": mutation("owner", begun),
  "files.abortUpload": mutation("owner", begun),
  "files.list": query("every user", () => ({ limit: 10 })),
  "files.get": query("owner", file),
  "files.rename": mutation("owner", (belongings) => ({ ...file(belongings), fileName: "renamed.jpg" })),
  "files.delete": mutation("owner", file),
  "files.restore": mutation("owner", trashed),
  "files.purge": mutation("owner", trashed),
  "files.retryThumbnail": mutation("owner", file),
  "files.downloadUrl": query("owner", file),
  "files.usage": query("every user"),
  "shares.create": mutation("owner", file),
  "shares.get": query("owner", link),
  "shares.listByFile": query("owner", file),
  "shares.listMine": query("every user"),
  "shares.update": mutation("owner", (belongings) => ({ ...link(belongings), name: "renamed" })),
  "shares.revoke": mutation("owner", link),
  "shares.revokeAll": mutation("owner", file),
  "shares.open": mutation("holder", (_, { linkId }) => ({ linkId })),
  "shares.unlock": mutation("unlocker", (_, { linkId }) => ({ linkId, password: "a wrong guess" })),
  "system.health": query("everybody"),
  "system.metrics": query("everybody"),
};
