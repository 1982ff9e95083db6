import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { WorkMessage } from "./work-message.ts";

const message = { type: "thumbnail", userId: randomUUID(), fileId: randomUUID() } as const;
const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

test("a message carries the operation that asked for it", () => {
  expect(WorkMessage.parse({ ...message, traceparent })).toEqual({ ...message, traceparent });
});

test.each(["", "nonsense", `${traceparent}-more`, 7, null])(
  "a picture waits for no trace: with %o in its place the message is as good as without",
  (given) => {
    const { traceparent: read, ...rest } = WorkMessage.parse({ ...message, traceparent: given });
    expect(read).toBeUndefined();
    expect(rest).toEqual(message);
  },
);
