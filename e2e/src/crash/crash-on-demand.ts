import { ServerResponse } from "node:http";

// Loaded into a program before it (`node --import`): a request that says so makes it fail as a bug would, in work of its
// own or in work that no request began. What fails has in its message what must not be seen.

const secrets = `password=hunter2 https://x.invalid/s/${"A".repeat(22)}?sig=SECRETSIGNATURE`;
const failure = (demand: string) => new TypeError(`${demand} on demand\n${secrets}`);

const begun = Promise.withResolvers<string>();

const failures = new Map<string, () => void>([
  [
    "throw",
    () =>
      void setTimeout(() => {
        throw failure("throw");
      }),
  ],
  ["reject", () => begun.resolve("reject")],
  ["reject-in-request", () => void Promise.reject(failure("reject-in-request"))],
]);

// Outside of the request that asks for it.
void begun.promise.then((demand) => Promise.reject(failure(demand)));

const { end } = ServerResponse.prototype;
ServerResponse.prototype.end = function asked(this: ServerResponse, ...args: unknown[]): ServerResponse {
  const demand = this.req.headers["x-fail"];
  if (typeof demand === "string") failures.get(demand)?.();
  return Reflect.apply(end, this, args);
};
