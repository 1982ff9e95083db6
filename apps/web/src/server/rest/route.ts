import { type appRouter, type Context, invalidInput } from "@cloudpix/api";
import type { ErrorCode, Scope } from "@cloudpix/domain";
import { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "DELETE";
export type Tag = "Accounts" | "Files" | "Share links" | "Visitors" | "System";

/** What the adapter hands to an operation: the request, and who asks through the procedures they may call. */
export type Asked = {
  request: Request;
  context: Context;
  procedures: ReturnType<typeof appRouter.createCaller>;
};

/** The parts of a request that say what is wanted, before anything of them has been judged. */
export type Given = { params: unknown; query: unknown; body: unknown };

type Description = {
  method: Method;
  /** Below `/api`; parameters as `:name`. */
  path: `/${string}` | "";
  /** Names the operation in the document and in clients made from it. */
  name: string;
  tag: Tag;
  /** A few words; what more there is to say, in Markdown, is in `details`. */
  summary: string;
  details?: string;
  /** Who may ask: everybody, whoever is known, or whoever is known and, with an access token, holds this scope. */
  needs: "nothing" | "token" | Scope;
  status: 200 | 201;
  /** Told in place of `status`, with the same shape, while something CloudPix depends on does not answer. */
  alsoAnswers?: 503;
  /** What this operation itself refuses with; what every operation of its kind does is in `refusalsOf`. */
  refusals: readonly ErrorCode[];
  /** Asking changes something although the method is GET: only a whole, deliberate GET is let through. */
  counts?: true;
  /** Answers from what the process knows by itself, whatever else is down. */
  asksNothing?: true;
  /** The body is a form with one file; the operation reads it by itself. */
  form?: true;
};

/** One operation: what may be asked, what it means for the procedures, what is answered. */
export type Route = Description & {
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType;
  answer: z.ZodType;
  run(asked: Asked, given: Given): Promise<{ status: number; answer: unknown }>;
};

type Definition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> = Description & {
  params: Params;
  query: Query;
  /** JSON; asked for with POST and PUT only. */
  body: Body;
  answer: Answer;
  statusOf?: (answer: z.output<Answer>) => 200 | 503;
  run(
    call: Asked & { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> },
  ): Promise<z.output<Answer>>;
};

/** For the parts of a request that an operation has no use for: anything in them is refused. */
export const none = z.strictObject({});

const judged = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> => {
  const result = schema.safeParse(given);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
};

/** For addresses that monitors ask in their own ways. */
export const anything = z.looseObject({});

/** Makes one line of the route table; what `run` gets is what its schemas let through. */
export const route = <
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  definition: Definition<Params, Query, Body, Answer>,
): Route => ({
  ...definition,
  run: async (asked, given) => {
    const answer = await definition.run({
      ...asked,
      params: judged(definition.params, given.params),
      query: judged(definition.query, given.query),
      body: judged(definition.body, given.body),
    });
    return { status: definition.statusOf?.(answer) ?? definition.status, answer };
  },
});
