import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { openSite } from "./site.ts";
import { expect, test } from "./stack.ts";

/** A client as it was written for the first CloudPix: paths, fields and the `error` member, and nothing newer. */
const firstClient = (origin: string) => {
  let token = "";
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined || body instanceof FormData ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const data = await answer.json();
    return { status: answer.status, data };
  };
  return {
    call,
    use: (given: string) => {
      token = given;
    },
  };
};

const picture = async () => {
  const pixels = { width: 640, height: 480, channels: 3, background: "#3568a8" } as const;
  return new Uint8Array(await sharp({ create: pixels }).jpeg().toBuffer());
};
const uploadForm = async (name: string) => {
  const form = new FormData();
  form.append("file", new Blob([await picture()], { type: "image/jpeg" }), name);
  return form;
};

test("a client of the first CloudPix works unchanged, from registering to deleting", async ({ stack }) => {
  const { call, use } = firstClient(stack.origin);
  const email = `${randomUUID()}@example.com`;
  const password = "correct horse battery";

  const registered = await call("POST", "/auth/register", { email, password });
  expect(registered).toMatchObject({ status: 201, data: { token: expect.any(String), user: { email } } });
  expect(await call("POST", "/auth/register", { email, password })).toMatchObject({
    status: 409,
    data: { error: expect.any(String) },
  });
  expect(await call("POST", "/auth/login", { email, password: "wrong" })).toMatchObject({
    status: 401,
    data: { error: expect.any(String) },
  });
  const login = await call("POST", "/auth/login", { email, password });
  expect(login.status).toBe(200);
  expect(await call("GET", "/files")).toMatchObject({ status: 401, data: { error: expect.any(String) } });
  use(login.data.token);
  const { userId } = registered.data.user;
  expect(await call("GET", "/auth/profile")).toMatchObject({ status: 200, data: { userId, email } });

  const name = "café 100%?#.jpg";
  const uploaded = await call("POST", "/files/upload", await uploadForm(name));
  expect(uploaded).toMatchObject({
    status: 201,
    data: {
      userId,
      fileName: name,
      contentType: "image/jpeg",
      status: "active",
      uploadDate: expect.any(String),
    },
  });
  const { fileId, fileSize, blobUrl } = uploaded.data;
  expect(new Uint8Array(await (await fetch(blobUrl)).arrayBuffer())).toEqual(await picture());
  await expect
    .poll(async () => (await call("GET", `/files/${fileId}`)).data.thumbnail.state, { timeout: 30_000 })
    .toBe("ready");

  expect(await call("GET", "/files")).toMatchObject({
    status: 200,
    data: { files: [{ fileId, fileSize, isShared: false, shareCount: 0 }] },
  });
  expect(await call("PUT", `/files/${fileId}`, { fileName: "  summer.jpg  " })).toMatchObject({
    status: 200,
    data: { fileId, fileName: "summer.jpg" },
  });

  const shared = await call("POST", `/files/${fileId}/share`, { expirationDays: 7 });
  expect(shared).toMatchObject({ status: 201, data: { fileId, userId, accessCount: 0, isRevoked: false } });
  const { linkId, shareUrl } = shared.data;
  expect(shareUrl).toBe(`${stack.origin}/s/${linkId}`);
  expect((await call("POST", `/files/${fileId}/share`)).status).toBe(201);
  expect((await call("GET", `/files/${fileId}/share-links`)).data.shareLinks).toHaveLength(2);
  const mine = await call("GET", "/share/user");
  expect(mine.data.shareLinks).toContainEqual(
    expect.objectContaining({
      linkId,
      file: expect.objectContaining({ fileId, fileName: "summer.jpg", fileSize }),
    }),
  );

  const visited = await (await fetch(`${stack.origin}/api/share/${linkId}`)).json();
  expect(visited).toMatchObject({ file: { fileName: "summer.jpg" }, shareLink: { linkId, accessCount: 1 } });
  const shown = await fetch(visited.downloadUrl);
  expect([shown.status, shown.headers.get("content-length")]).toEqual([200, String(fileSize)]);

  expect(await call("POST", `/share/${linkId}/revoke`)).toMatchObject({
    status: 200,
    data: { message: expect.any(String) },
  });
  expect((await call("POST", `/share/${linkId}/revoke`)).status).toBe(200);
  expect(await call("GET", `/share/${linkId}`)).toMatchObject({
    status: 410,
    data: { error: expect.any(String) },
  });
  expect((await fetch(visited.downloadUrl)).status).toBe(410);

  expect(await call("DELETE", `/files/${fileId}`)).toMatchObject({
    status: 200,
    data: { message: expect.any(String) },
  });
  expect(await call("GET", `/files/${fileId}`)).toMatchObject({
    status: 404,
    data: { error: expect.any(String) },
  });
  expect((await call("GET", "/files")).data.files).toEqual([]);
});

test("it works from a page of another site that was named, and only from there", async ({
  page,
  stack,
  namedSite,
}) => {
  const email = `${randomUUID()}@example.com`;
  const run = async (site: string) => {
    await page.goto(`${site}/`);
    return page.evaluate(
      async ({ api, address }) => {
        const json = { "content-type": "application/json" };
        const body = JSON.stringify({ email: address, password: "correct horse battery" });
        const { token } = await (
          await fetch(`${api}/auth/register`, { method: "POST", headers: json, body })
        ).json();
        const headers = { authorization: `Bearer ${token}` };
        const form = new FormData();
        form.append("file", new Blob(["hello"]), "a.txt");
        const { fileId } = await (
          await fetch(`${api}/files/upload`, { method: "POST", headers, body: form })
        ).json();
        const renamed = await fetch(`${api}/files/${fileId}`, {
          method: "PUT",
          headers: { ...headers, ...json },
          body: JSON.stringify({ fileName: "b.txt" }),
        });
        const gone = await fetch(`${api}/files/${fileId}`, { method: "DELETE", headers });
        const refused = await fetch(`${api}/files/${fileId}`, { headers });
        return {
          fileName: (await renamed.json()).fileName,
          statuses: [renamed.status, gone.status, refused.status],
          code: (await refused.json()).code,
          requestId: refused.headers.get("x-request-id"),
        };
      },
      { api: `${stack.origin}/api`, address: email },
    );
  };
  expect(await run(namedSite.origin)).toEqual({
    fileName: "b.txt",
    statuses: [200, 200, 404],
    code: "file.not_found",
    requestId: expect.stringMatching(/^[\w-]{8,}$/),
  });
  const other = await openSite();
  await expect(run(other.origin)).rejects.toThrow(/Failed to fetch/);
  other.close();
});
