import { BlockList, isIP, isIPv6 } from "node:net";

const plain = (address: string) => (address.startsWith("::ffff:") ? address.slice(7) : address);

/** Some front ends write the caller's port too: `198.51.100.1:5678`, `[2001:db8::1]:443`. */
const withoutPort = (hop: string) =>
  /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;

/** The addresses and networks (CIDR) whose forwarding headers are believed. @throws Error for a malformed entry */
export const trustedProxies = (entries: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    if (isIP(address) === 0)
      throw new Error(`TRUSTED_PROXIES: ${entry} is neither an address nor a network.`);
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

/** True when what this peer says about its callers is believed. */
export const isTrusted = (proxies: BlockList, peer: string): boolean => {
  const address = plain(peer);
  return isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
};

/** The first 64 bits: what one customer of a network has at least. */
const network64 = (address: string) => {
  const [left = "", right = ""] = address.split("::");
  const head = left.split(":").filter((group) => group !== "");
  const tail = right.split(":").filter((group) => group !== "");
  const zeros = address.includes("::")
    ? Array.from({ length: 8 - head.length - tail.length }, () => "0")
    : [];
  const groups = [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
};

/**
 * The address that limits count by: IPv4, or the /64 of an IPv6 address. Forwarding headers count only as far as
 * trusted proxies wrote them: from the right, up to the first address that is none of ours.
 */
export const clientAddress = (peer: string, forwardedFor: string | undefined, proxies: BlockList): string => {
  const hops = [...(forwardedFor ?? "").split(",").map((hop) => plain(withoutPort(hop.trim()))), plain(peer)];
  let address = plain(peer);
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) break;
    address = hop;
    if (!isTrusted(proxies, hop)) break;
  }
  return isIPv6(address) ? network64(address) : address;
};
