import { AppError } from "@cloudpix/domain";
import { z } from "zod";

/** The schema of a record: an object, so that its fields can be told from those Cosmos adds. */
export type RecordSchema = z.ZodObject<z.ZodRawShape>;

/** A record as read, with what is needed to change it. */
export type StoredItem<Schema extends RecordSchema> = {
  record: z.infer<Schema>;
  etag: string;
  /** Names the write that made this version: how a writer recognises its own work after a lost answer. */
  writeId: string | undefined;
  /** Everything stored, also fields of a newer version of CloudPix, so that a replace does not drop them. */
  fields: Record<string, unknown>;
};

const Envelope = z.looseObject({ _etag: z.string().optional(), writeId: z.string().optional() });

/**
 * Reads what Cosmos returned. Fields the schema does not know (`id`, `ttl`, `_etag`, …) are left out of the record.
 * @throws AppError `internal` when the stored fields do not make a record
 */
export const readItem = <Schema extends RecordSchema>(schema: Schema, value: unknown): StoredItem<Schema> => {
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) throw new AppError("internal", { cause: envelope.error });
  const fields = envelope.data;
  const known = Object.keys(schema.shape).filter((name) => name in fields);
  const parsed = schema.safeParse(Object.fromEntries(known.map((name) => [name, fields[name]])));
  if (!parsed.success) throw new AppError("internal", { cause: parsed.error });
  return { record: parsed.data, etag: fields._etag ?? "", writeId: fields.writeId, fields };
};
