import { createCloudPix } from "@cloudpix/client";
import type { Aviary } from "./aviary.ts";
import { bearer, json, type Visitor } from "./visitor.ts";

const field = (value: unknown, name: string): string => {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found !== "string" || found === "") throw new Error(`the answer has no ${name}`);
  return found;
};

const formWith = (name: string, bytes: BlobPart, fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set("file", new File([bytes], name, { type: "image/jpeg" }));
  return form;
};

/**
 * Everything that somebody with an account sends and is given, in requests that succeed and in ones that are refused.
 * What was given out is `issued`: its owner is told it, nobody else is.
 */
export const plantAsOwner = async (
  { plant }: Aviary,
  issued: Aviary,
  { ask }: Visitor,
  { origin, picture }: { origin: string; picture: Uint8Array<ArrayBuffer> },
): Promise<void> => {
  const password = plant("password of an account");
  const email = `${issued.plant("e-mail of an account")}@example.com`;
  const account = await ask("registering", "/api/auth/register", json({ email, password }));
  await ask(
    "registering again",
    "/api/auth/register",
    json({ email, password: plant("password for a taken e-mail") }),
  );
  await ask("signing in", "/api/auth/login", json({ email, password }));
  const token = issued.keep("session token", field(JSON.parse(account.body), "token"));
  const as = bearer(token);
  const pix = createCloudPix({ url: origin, token });

  const program = await pix.auth.createAccessToken.mutate({ name: "a program", scopes: ["files:read"] });
  issued.keep("access token", program.token);
  await ask("a list by a program", "/api/files", { headers: bearer(program.token) });
  await ask(
    "what the program may not",
    "/api/trpc/auth.deleteAccount",
    json({ password }, bearer(program.token)),
  );

  const changes = [
    [
      "changePassword",
      { currentPassword: plant("wrong current password"), newPassword: plant("new password") },
    ],
    ["changePassword", { currentPassword: password, newPassword: plant("new password too long").repeat(4) }],
    ["deleteAccount", { password: plant("wrong password for deletion") }],
    ["updateProfile", { name: 5, password: plant("field that a profile has not") }],
  ] as const;
  for (const [verb, input] of changes) await ask(verb, `/api/trpc/auth.${verb}`, json(input, as));

  const fields = { password: plant("field of a form"), token: plant("second field of a form") };
  const upload = (name: string, bytes: BlobPart, more = {}) =>
    ask("a form", "/api/files/upload", { method: "POST", headers: as, body: formWith(name, bytes, more) });
  await upload("with fields.jpg", picture, fields);
  const damaged = `\u00ff\u00d8\u00ff\u00e0 ${plant("bytes of a damaged picture").repeat(40)}`;
  await upload("damaged.jpg", Buffer.from(damaged, "latin1"));
  const text = await upload("plain.txt", issued.plant("bytes of a text"));
  const fileId = field(JSON.parse(text.body), "fileId");
  issued.keep("signature of a read URL", field(JSON.parse(text.body), "blobUrl").split("sig=")[1] ?? "");
  const boundary = { ...as, "content-type": `multipart/form-data; boundary=${plant("boundary")}` };
  const noForm = { method: "POST", headers: boundary, body: plant("form without a boundary") };
  await ask("a form that is none", "/api/files/upload", noForm);

  const ticket = await pix.files.createUpload.mutate({
    fileName: "a.bin",
    fileSize: 10,
    contentType: "text/plain",
  });
  issued.keep("signature of a write URL", ticket.uploadUrl.split("sig=")[1] ?? "");
  await ask("completing nothing", "/api/trpc/files.completeUpload", json({ fileId: ticket.fileId }, as));
  for (const cursor of [plant("forged cursor"), `${plant("cursor")}.${plant("signature of a cursor")}`])
    await ask("a forged cursor", `/api/files?cursor=${cursor}`, { headers: as });

  const linkPassword = plant("password of a link");
  const link = await pix.shares.create.mutate({ fileId, password: linkPassword });
  const { linkId } = link;
  issued.keep("id of a link", linkId);
  await ask(
    "a link of a wrong password",
    `/api/files/${fileId}/share`,
    json({ password: [plant("share password")] }, as),
  );
  await ask("opening a locked link", `/api/share/${linkId}`);
  for (const wrong of [plant("wrong share password"), plant("another wrong share password")]) {
    await ask("unlocking wrongly", `/api/share/${linkId}/unlock`, json({ password: wrong }));
    const body = new URLSearchParams({ password: plant("wrong share password in the form") });
    await ask("the form of a locked link", `/s/${linkId}/unlock`, { method: "POST", body });
  }
  await ask("unlocking", `/api/share/${linkId}/unlock`, json({ password: linkPassword }));
  const opened = await createCloudPix({ url: origin }).shares.unlock.mutate({
    linkId,
    password: linkPassword,
  });
  const { pathname, search } = new URL(opened.downloadUrl);
  issued.keep("visit token", opened.visitToken);
  await ask("the bytes of a visit", `${pathname}${search}`);
  await ask("the page of a visit", `/s/${linkId}${search}`, { headers: { accept: "text/html" } });
  await ask("the page of a locked link", `/s/${linkId}`);
  await ask("revoking", `/api/share/${linkId}/revoke`, { method: "POST", headers: as });
  await ask("a revoked link", `/s/${linkId}/file${search}`);
};
