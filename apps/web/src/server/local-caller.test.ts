import { expect, test } from "vitest";
import { clientAddress, trustedProxies } from "./client-address.ts";
import { isLocalCaller } from "./local-caller.ts";

const from = (peer: string, host = "localhost:3000") =>
  isLocalCaller(
    { peer, headers: { host } },
    {
      client: clientAddress(peer, undefined, trustedProxies([])),
      viaTrusted: false,
      expectsUnknownProxy: false,
    },
  );

test.each(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])("%s is this machine", (peer) => {
  expect(from(peer)).toBe(true);
});

test.each(["192.168.0.1", "198.51.100.7", "::ffff:198.51.100.7", "2001:db8::1", "::2", ""])(
  "%s is another machine, whatever host it asks for",
  (peer) => {
    expect(from(peer)).toBe(false);
  },
);

test.each(["localhost", "127.0.0.1:80", "[::1]:3000", "LOCALHOST:3000"])(
  "%s is this machine's name",
  (host) => {
    expect(from("127.0.0.1", host)).toBe(true);
  },
);

test.each(["evil.example.com", "localhost.evil.example.com", "127.0.0.1.nip.io", ""])("%j is not", (host) => {
  expect(from("127.0.0.1", host)).toBe(false);
});
