import { expect, test } from "vitest";
import { clientAddress, isTrusted, trustedProxies } from "./client-address.ts";

const nobody = trustedProxies([]);
const ours = trustedProxies(["10.0.0.0/8", "192.168.1.1"]);

test("without trusted proxies a forwarding header is worth nothing", () => {
  expect(clientAddress("203.0.113.9", "198.51.100.1", nobody)).toBe("203.0.113.9");
});

test("behind a trusted proxy the address it saw counts", () => {
  expect(clientAddress("10.1.2.3", "198.51.100.1", ours)).toBe("198.51.100.1");
  expect(clientAddress("10.1.2.3", "198.51.100.1, 192.168.1.1", ours)).toBe("198.51.100.1");
});

test("what a caller wrote before its own address is not believed", () => {
  expect(clientAddress("10.1.2.3", "1.1.1.1, 198.51.100.1", ours)).toBe("198.51.100.1");
});

test("a header with rubbish in it falls back to the last good hop", () => {
  expect(clientAddress("10.1.2.3", "rubbish", ours)).toBe("10.1.2.3");
});

test("a hop with its port is that hop", () => {
  expect(clientAddress("10.1.2.3", "198.51.100.1:5678", ours)).toBe("198.51.100.1");
  expect(clientAddress("10.1.2.3", "198.51.100.1:5678, 192.168.1.1:80", ours)).toBe("198.51.100.1");
  expect(clientAddress("10.1.2.3", "[2001:db8::1]:443", ours)).toBe("2001:db8:0:0::/64");
  expect(clientAddress("10.1.2.3", "[2001:db8::1]", ours)).toBe("2001:db8:0:0::/64");
});

test("a trusted peer is known by its address, also in IPv6 clothes", () => {
  expect(isTrusted(ours, "10.1.2.3")).toBe(true);
  expect(isTrusted(ours, "::ffff:10.1.2.3")).toBe(true);
  expect(isTrusted(ours, "198.51.100.1")).toBe(false);
  expect(isTrusted(nobody, "10.1.2.3")).toBe(false);
  expect(isTrusted(ours, "")).toBe(false);
});

test("an IPv6 address counts as its /64, an IPv4 one in IPv6 clothes as itself", () => {
  expect(clientAddress("2001:db8:1:2:3:4:5:6", undefined, nobody)).toBe("2001:db8:1:2::/64");
  expect(clientAddress("2001:db8::1", undefined, nobody)).toBe("2001:db8:0:0::/64");
  expect(clientAddress("::1", undefined, nobody)).toBe("0:0:0:0::/64");
  expect(clientAddress("::ffff:203.0.113.9", undefined, nobody)).toBe("203.0.113.9");
});

test("a malformed proxy setting is named", () => {
  expect(() => trustedProxies(["10.0.0.0/8", "proxy.local"])).toThrow("proxy.local");
});
