import { noRateLimits } from "@cloudpix/api";
import { upload } from "@cloudpix/api/testing";
import { AppError, unavailable } from "@cloudpix/domain";
import type { Line } from "./api-document.ts";
import { type documentedRequests, type Example, linkPassword, nowhere } from "./documented-requests.ts";
import { formOf, formType, part } from "./form-text.ts";
import type { RestWorld } from "./rest-world.ts";

/** What makes an operation refuse: another request than its example, or something in the place of a service. */
export type Refused = Parameters<RestWorld["ask"]>[1] & {
  example?: Example;
  change?: Partial<RestWorld["services"]>;
};
/** Refused by every operation that it concerns. */
type Refusal = [
  why: string,
  status: number,
  concerns: (line: Line) => boolean,
  prepare: (line: Line) => Refused | Promise<Refused>,
];

/** Refused by one. */
type OwnRefusal = [
  why: string,
  operationId: string,
  status: number,
  prepare: () => Refused | Promise<Refused>,
];
type Requests = Awaited<ReturnType<typeof documentedRequests>>;

const down = () => Promise.reject(unavailable(new Error("no answer")));
const tooOften = () => Promise.reject(new AppError("rate.limited", { retryAfterSeconds: 7 }));
/** A database none of whose repositories answers. */
const noDatabase = (db: RestWorld["services"]["db"]): RestWorld["services"]["db"] =>
  new Proxy(db, { get: () => new Proxy({}, { get: () => down }) });

const begunForm = formOf(part('name="file"; filename="a"', "1".repeat(1_000))).subarray(0, 500);

/** What many operations refuse for. */
export const sharedRefusals = (at: () => { rest: RestWorld; requests: Requests }): Refusal[] => [
  ["no token", 401, ({ operation }) => operation.security.length > 0, () => ({ token: null })],
  [
    "a token without the scope",
    403,
    ({ operation }) => (operation.security[0]?.bearer.length ?? 0) > 0,
    async ({ operation }) => {
      const needed = operation.security[0]?.bearer[0];
      const scopes = (["files:read", "shares:read"] as const).filter((scope) => scope !== needed).slice(0, 1);
      return { token: (await at().rest.ada.auth.createAccessToken({ name: "x", scopes })).token };
    },
  ],
  [
    "a name behind the ? that nobody knows",
    400,
    ({ operation }) => !/^get(Health|Readiness)$/.test(operation.operationId),
    async (line) => ({ example: { ...(await at().requests.requestOf(line)), query: { unheardOf: "1" } } }),
  ],
  [
    "a name behind the ? that stands there twice",
    400,
    () => true,
    async (line) => ({ example: { ...(await at().requests.requestOf(line)), query: "a=1&a=2" } }),
  ],
  [
    "another content type",
    415,
    ({ method }) => method === "POST" || method === "PUT",
    () => ({ raw: "x", body: undefined, headers: { "content-type": "text/plain" } }),
  ],
  [
    "too large a body",
    413,
    (line) => (line.method === "POST" || line.method === "PUT") && line.path !== "/files/upload",
    () => ({ raw: `{"x":"${"x".repeat(70_000)}"}`, headers: { "content-type": "application/json" } }),
  ],
  [
    "the id of nothing",
    404,
    ({ path }) => path.includes("{"),
    async (line) => ({ example: { ...(await at().requests.requestOf(line)), params: nowhere } }),
  ],
  [
    "too many tries",
    429,
    ({ operation }) => "429" in operation.responses,
    () => ({ change: { rateLimits: { ...noRateLimits, take: tooOften } } }),
  ],
  [
    "a database that does not answer",
    503,
    ({ operation }) => "503" in operation.responses && operation.operationId !== "getReadiness",
    async (line) => ({
      example: await at().requests.requestOf(line),
      change: { db: noDatabase(at().rest.services.db) },
    }),
  ],
];

/** What one operation refuses for. */
export const ownRefusals = (at: () => { rest: RestWorld; requests: Requests }): OwnRefusal[] => {
  const locked = async () => at().requests.link({ password: linkPassword });
  const revoked = async () => {
    const link = await at().requests.link({ password: linkPassword });
    await at().rest.ada.shares.revoke(link.params);
    return link;
  };
  const gone = () => {
    const sender = new AbortController();
    const raw = new ReadableStream({
      start: (controller) => controller.enqueue(begunForm),
      pull: () => sender.abort(),
    });
    return { raw, headers: formType, signal: sender.signal };
  };
  return [
    ["a link with a password", "openShareLink", 403, async () => ({ example: await locked() })],
    [
      "another password",
      "unlockShareLink",
      403,
      async () => ({ example: { ...(await locked()), body: { password: "another" } } }),
    ],
    ["a revoked link", "openShareLink", 410, async () => ({ example: await revoked() })],
    [
      "a revoked link",
      "unlockShareLink",
      410,
      async () => ({ example: { ...(await revoked()), body: { password: linkPassword } } }),
    ],
    [
      "another password",
      "login",
      401,
      () => ({ example: { body: { email: at().rest.ada.user.email, password: "another" } } }),
    ],
    [
      "an e-mail that is taken",
      "register",
      409,
      () => ({ example: { body: { email: at().rest.ada.user.email, password: "correct horse" } } }),
    ],
    [
      "a request id that stands for another link",
      "createShareLink",
      409,
      async () => {
        const requestId = "0198c6b2-6f7e-4d2a-8a51-0c7c1f3f9f11";
        await at().rest.linkTo(at().requests.file.params.fileId, { requestId });
        const { fileId } = await upload(at().rest.world, at().rest.ada);
        return { example: { params: { fileId }, body: { requestId } } };
      },
    ],
    ["a sender that has gone", "uploadFile", 409, gone],
    ["too large a form", "uploadFile", 413, () => ({ headers: { "content-length": "1000000000" } })],
    [
      "a queue that does not answer",
      "getReadiness",
      503,
      () => ({ change: { queue: { ...at().rest.services.queue, ping: down } } }),
    ],
  ];
};
