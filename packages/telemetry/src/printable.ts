import { types } from "node:util";
import { errorFacts } from "./error-facts.ts";
import { hidden, isSecretField } from "./secret-fields.ts";

/** As deep as the console shows anything. */
const deepest = 5;

/** Also one of another realm. */
export const isError = (value: unknown): boolean => value instanceof Error || types.isNativeError(value);

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const copyOf = (value: object, depth: number, copies: Map<object, object>): object => {
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy: object = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
  copies.set(value, copy);
  // By descriptors: what is only computed when it is read is not read here either. Under symbols lie no facts.
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    const held = "value" in descriptor ? { value: heldIn(key, descriptor.value, depth, copies) } : {};
    Object.defineProperty(copy, key, { ...descriptor, ...held });
  }
  return copy;
};

/** That there is no secret, or that there is one, is none. */
const isTelling = (value: unknown) => !["undefined", "boolean"].includes(typeof value) && value !== null;

const heldIn = (key: string, value: unknown, depth: number, copies: Map<object, object>): unknown =>
  isSecretField(key) && isTelling(value) ? hidden : reduced(value, depth + 1, copies);

const reduced = (value: unknown, depth: number, copies: Map<object, object>): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (isError(value)) return errorFacts(value);
  if (!Array.isArray(value) && !isPlain(value)) return value;
  return depth > deepest ? "[…]" : copyOf(value, depth, copies);
};

/**
 * The same to look at, with the facts of an error in place of each error, and without the values of fields that hold
 * secrets: in plain objects and lists too, as deep as the console shows them. Anything else, such as an instance of a class, is passed on as it is.
 */
export const printable = (value: unknown): unknown => reduced(value, 0, new Map());
