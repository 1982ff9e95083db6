import { jpegBytes, upload } from "@cloudpix/api/testing";
import type { Line } from "./api-document.ts";
import type { RestWorld } from "./rest-world.ts";

/** One request, by the names of the document. */
export type Example = {
  params?: Record<string, string>;
  /** As text: exactly what follows the `?`. */
  query?: Record<string, string> | string;
  body?: unknown;
};

type Examples = Record<string, () => Example[] | Promise<Example[]>>;

/** Ids that nothing has. */
export const nowhere = { fileId: "00000000-0000-7000-8000-000000000000", linkId: "A".repeat(22) };

export const linkPassword = "open sesame";

/** Beside what every file has, all that is known of a picture once the worker has looked at it. */
const lookAt = ({ services, ada }: RestWorld, fileId: string) => {
  const rendition = { width: 320, height: 240, contentType: "image/webp", sizeBytes: 1_000 };
  return services.db.files.update(ada.user.userId, fileId, {
    ...{ width: 4_000, height: 3_000, durationMs: 1_500, takenAt: "2026-02-03T04:05:06" },
    thumbnail: {
      state: "ready",
      reason: "One of its frames is damaged.",
      thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
      renditions: [
        { ...rendition, name: "thumb", blobName: "a/thumb.webp" },
        { ...rendition, name: "preview", blobName: "a/preview.webp" },
      ],
    },
  });
};

/** Requests that succeed, for every operation: together they give each parameter and each field of a body. */
export const documentedRequests = async (rest: RestWorld) => {
  const { world, ada } = rest;
  const { fileId } = await upload(world, ada);
  await lookAt(rest, fileId);
  await rest.linkTo(fileId, { name: "for Ben", maxAccessCount: 5 });
  await world.stranger.shares.open({ linkId: await rest.linkTo(fileId) });
  await upload(world, ada, { fileName: "another beach.jpg" });
  const link = async (more: object = {}) => ({ params: { linkId: await rest.linkTo(fileId, more) } });
  const file = { params: { fileId } };
  const nextOf = async (list: string) => {
    const { nextCursor } = (await rest.ask(`GET ${list}?limit=1`)).json;
    return [{ query: { cursor: String(nextCursor) } }];
  };
  const requestId = "0198c6b2-6f7e-4d2a-8a51-0c7c1f3f9f10";
  const examples: Examples = {
    register: () => [{ body: { email: "new@example.com", password: "correct horse", name: "New" } }],
    login: () => [{ body: { email: ada.user.email, password: "correct horse" } }],
    getProfile: () => [{}],
    uploadFile: () => [{}],
    listFiles: async () => [
      { query: { limit: "5", kind: "image", q: "beach", sort: "name" } },
      ...(await nextOf("/files")),
    ],
    getFile: () => [file],
    renameFile: () => [{ ...file, body: { fileName: "dunes.jpg" } }],
    deleteFile: async () => [
      { params: { fileId: (await upload(world, ada)).fileId }, query: { permanent: "true" } },
    ],
    createShareLink: () => [
      {
        ...file,
        body: { expirationDays: 7, name: "x", password: linkPassword, maxAccessCount: 3, requestId },
      },
      { ...file, body: { expiresAt: "2027-06-01T12:00:00+02:00" } },
      { ...file, body: { expiresAt: null, expirationDays: null, name: null, password: null } },
      file,
    ],
    listShareLinksOfFile: () => [file],
    listMyShareLinks: async () => [{ query: { limit: "10" } }, ...(await nextOf("/share/user"))],
    revokeShareLink: async () => [await link()],
    openShareLink: async () => [await link(), await link({ maxAccessCount: 3 })],
    unlockShareLink: async () => [
      { ...(await link({ password: linkPassword })), body: { password: linkPassword } },
    ],
    ...Object.fromEntries(
      ["getIndex", "getDocument", "getHealth", "getReadiness", "getMetrics"].map((name) => [
        name,
        () => [{}],
      ]),
    ),
  };

  const requestsOf = async ({ operation: { operationId } }: Line): Promise<Example[]> => {
    const example = examples[operationId];
    if (example === undefined) throw new Error(`${operationId} has no example here; give it one`);
    return example();
  };
  return {
    file,
    link,
    requestsOf,
    /** The first of them. */
    requestOf: async (line: Line): Promise<Example> => (await requestsOf(line))[0] ?? {},
  };
};

const jpegForm = () => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(jpegBytes())], "beach.jpg"));
  return form;
};

/** Sends a request to an operation; `init` in place of what the example says. */
export const sendExample = (
  rest: RestWorld,
  { method, path, operation }: Line,
  example: Example,
  init: Parameters<RestWorld["ask"]>[1] = {},
) => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(example.params?.[name] ?? ""));
  const query = example.query === undefined ? "" : `?${new URLSearchParams(example.query)}`;
  const isForm = operation.requestBody?.content["multipart/form-data"] !== undefined;
  const body = isForm ? { raw: jpegForm() } : example.body === undefined ? {} : { body: example.body };
  return rest.ask(`${method} ${filled}${query}`, { ...body, ...init });
};
