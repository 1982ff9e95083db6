import { Socket as Datagrams } from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";

// Loaded into a program before it (`node --import`): writes every host that it connects to or looks up, and every part of
// the SDK of Application Insights that it loads, with the program's name as a line of the file SPY_FILE.

const file = process.env["SPY_FILE"];
if (file === undefined) throw new Error("SPY_FILE says where to write");

const note = (what: "host" | "sdk", name: unknown) =>
  appendFileSync(file, `${process.argv[1] ?? "?"}\t${what}\t${String(name)}\n`);

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** What `Socket.connect` is called with: options, or a port and a host, or either of them in a list. Undefined for a pipe. */
const hostOf = (args: readonly unknown[]): unknown => {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === "object")
    return field(first, "path") ? undefined : (field(first, "host") ?? "localhost");
  return typeof second === "string" ? second : "localhost";
};

const { connect } = Socket.prototype;
Socket.prototype.connect = function noted(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host !== undefined) note("host", host);
  return Reflect.apply(connect, this, args);
};

const { send } = Datagrams.prototype;
Datagrams.prototype.send = function noted(this: Datagrams, ...args: unknown[]): void {
  note("host", args.find((one, index) => index > 0 && typeof one === "string") ?? "?");
  Reflect.apply(send, this, args);
};

const lookups = [
  "lookup",
  "resolve",
  "resolve4",
  "resolve6",
  "resolveAny",
  "resolveSrv",
  "resolveTxt",
] as const;
for (const module of [dns, dns.promises]) {
  for (const name of lookups) {
    const original: unknown = Reflect.get(module, name);
    if (typeof original !== "function") continue;
    Reflect.set(module, name, (...args: unknown[]): unknown => {
      note("host", args[0]);
      return Reflect.apply(original, module, args);
    });
  }
}
syncBuiltinESMExports();

registerHooks({
  load: (url, context, next) => {
    if (/\/node_modules\/(?:applicationinsights|@azure\/monitor-opentelemetry)/.test(url)) note("sdk", url);
    return next(url, context);
  },
});
