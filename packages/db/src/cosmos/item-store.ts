import { randomUUID } from "node:crypto";
import type { Container, PatchOperation } from "@azure/cosmos";
import { AppError, unavailable } from "@cloudpix/domain";
import type { z } from "zod";
import { ItemNotFound } from "./cosmos-failure.ts";
import type { Call, Repetition } from "./retry.ts";
import { type RecordSchema, readItem, type StoredItem } from "./stored-item.ts";
import { unexpectedAnswer } from "./unexpected-answer.ts";

/** `id` and the full partition key: what makes a request a point operation. */
export type ItemKey = { id: string; partitionKey: string | string[] };

export type Patch = {
  operations: PatchOperation[];
  /** Without one the patch always applies. */
  condition?: string;
  /** `once` for increments that must not count twice: an answer that stays lost becomes `dependency.unavailable`. */
  repetition?: Repetition;
};

/** `refused`: the condition does not hold. */
export type Patched<Schema extends RecordSchema> =
  | { status: "done"; record: z.infer<Schema> }
  | { status: "missing" | "refused" };

/** A patch may hold ten operations; one of them is the mark of the writer. */
const PATCH_OPERATIONS = 9;

/**
 * The items of one shape in one container. Every write leaves the mark of its call in `writeId`; when an answer was
 * lost, that mark tells an echo of our own success from somebody else's.
 */
export const createItemStore = <Schema extends RecordSchema>(
  container: Container,
  call: Call,
  schema: Schema,
) => {
  const named = (verb: string) => `${container.id}.${verb}`;
  const unexpected = (verb: string, answer: Parameters<typeof unexpectedAnswer>[1]) =>
    new AppError("internal", { cause: unexpectedAnswer(named(verb), answer) });
  const item = ({ id, partitionKey }: ItemKey) => container.item(id, partitionKey);

  /** The item, or null. One point read. */
  const read = async (key: ItemKey): Promise<StoredItem<Schema> | null> => {
    const answer = await call(named("read"), "repeat", async (abortSignal, spend) => {
      const response = await item(key).read({ abortSignal });
      spend(response);
      if (response.resource === undefined) throw new ItemNotFound(response.substatus);
      return response.resource;
    });
    return answer.status === "ok" ? readItem(schema, answer.value) : null;
  };

  const wrote = async (key: ItemKey, writeId: string) => {
    const stored = await read(key);
    return stored?.writeId === writeId ? stored : null;
  };

  /** Adds an item that is not there yet. */
  const create = async (
    key: ItemKey,
    record: z.infer<Schema>,
    ttl?: number,
  ): Promise<"created" | "exists"> => {
    const writeId = randomUUID();
    const body = { ...record, id: key.id, writeId, ...(ttl === undefined ? {} : { ttl }) };
    const answer = await call(named("create"), "repeat", async (abortSignal, spend) =>
      spend(await container.items.create(body, { abortSignal })),
    );
    if (answer.status === "ok") return "created";
    if (answer.status !== "conflict") throw unexpected("create", answer);
    return answer.doubted && (await wrote(key, writeId)) ? "created" : "exists";
  };

  /** Writes `record` whatever was there before. */
  const put = async (key: ItemKey, record: z.infer<Schema>, ttl?: number): Promise<void> => {
    const body = { ...record, id: key.id, ...(ttl === undefined ? {} : { ttl }) };
    const answer = await call(named("upsert"), "repeat", async (abortSignal, spend) =>
      spend(await container.items.upsert(body, { abortSignal })),
    );
    if (answer.status !== "ok") throw unexpected("upsert", answer);
  };

  /** Changes `stored` if nobody has changed it since it was read; `changed` if somebody has. */
  const replace = async (
    key: ItemKey,
    stored: StoredItem<Schema>,
    changes: Partial<z.infer<Schema>> & { ttl?: number },
  ): Promise<"done" | "changed" | "missing"> => {
    const writeId = randomUUID();
    const accessCondition = { type: "IfMatch", condition: stored.etag };
    const answer = await call(named("replace"), "repeat", async (abortSignal, spend) =>
      spend(
        await item(key).replace(
          { ...stored.fields, ...changes, id: key.id, writeId },
          { abortSignal, accessCondition },
        ),
      ),
    );
    if (answer.status === "ok") return "done";
    if (answer.status === "missing") return "missing";
    if (answer.status !== "refused") throw unexpected("replace", answer);
    return answer.doubted && (await wrote(key, writeId)) ? "done" : "changed";
  };

  /** One atomic change of fields and counters. */
  const patch = async (key: ItemKey, { operations, condition, repetition }: Patch) => {
    if (operations.length > PATCH_OPERATIONS)
      throw new AppError("internal", { cause: new Error(`A patch of ${operations.length} operations.`) });
    const writeId = randomUUID();
    const marked: PatchOperation[] = [...operations, { op: "set", path: "/writeId", value: writeId }];
    const body = { operations: marked, ...(condition === undefined ? {} : { condition }) };
    const done = (record: z.infer<Schema>): Patched<Schema> => ({ status: "done", record });
    const answer = await call(named("patch"), repetition ?? "repeat", async (abortSignal, spend) => {
      const response = await item(key).patch(body, { abortSignal });
      spend(response);
      return response.resource;
    });
    if (answer.status === "ok") return done(readItem(schema, answer.value).record);
    if (answer.status === "missing") return { status: "missing" } as const;
    if (answer.status === "conflict") throw unexpected("patch", answer);
    const lost = answer.status === "unclear" || answer.doubted;
    const own = lost ? await wrote(key, writeId) : null;
    if (own) return done(own.record);
    if (answer.status === "unclear") throw unavailable(answer.cause);
    return { status: "refused" } as const;
  };

  /**
   * Removes an item, with `etag` only in that version. `unclear`: it is gone after an answer was lost, so that it was
   * removed either by this call or by somebody else in the same moment.
   */
  const remove = async (
    key: ItemKey,
    etag?: string,
  ): Promise<"removed" | "changed" | "missing" | "unclear"> => {
    const accessCondition =
      etag === undefined ? {} : { accessCondition: { type: "IfMatch", condition: etag } };
    const answer = await call(named("delete"), "repeat", async (abortSignal, spend) =>
      spend(await item(key).delete({ abortSignal, ...accessCondition })),
    );
    if (answer.status === "ok") return "removed";
    if (answer.status === "refused") return "changed";
    if (answer.status !== "missing") throw unexpected("delete", answer);
    return answer.doubted ? "unclear" : "missing";
  };

  return { read, create, put, replace, patch, remove };
};

export type ItemStore<Schema extends RecordSchema> = ReturnType<typeof createItemStore<Schema>>;
