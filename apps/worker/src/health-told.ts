import { BlockList, isIPv6 } from "node:net";

const thisMachine = new BlockList();
thisMachine.addSubnet("127.0.0.0", 8);
thisMachine.addAddress("::1", "ipv6");

const isThisMachine = (peer: string | undefined): boolean =>
  peer !== undefined && thisMachine.check(peer, isIPv6(peer) ? "ipv6" : "ipv4");

/** What of the worker's health `peer` is told: all of it on this machine; elsewhere how it is, which any prober may know. */
export const toldTo = <Health extends { status: string }>(
  peer: string | undefined,
  health: Health,
): Health | Pick<Health, "status"> => (isThisMachine(peer) ? health : { status: health.status });
