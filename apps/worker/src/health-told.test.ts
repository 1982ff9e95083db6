import { expect, test } from "vitest";
import { toldTo } from "./health-told.ts";

const health = { status: "ok", inFlight: 2 };

test.each(["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"])(
  "%s is this machine and is told all",
  (peer) => {
    expect(toldTo(peer, health)).toEqual(health);
  },
);

test.each(["10.0.0.4", "::ffff:10.0.0.4", "fe80::1", "128.0.0.1", undefined])(
  "%s is told how the worker is and nothing more",
  (peer) => {
    expect(toldTo(peer, health)).toEqual({ status: "ok" });
  },
);
