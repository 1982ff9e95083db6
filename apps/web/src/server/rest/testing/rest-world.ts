import { openWorld, type World } from "@cloudpix/api/testing";
import { runWorld } from "../../../../test/run-world.ts";
import { handleRest } from "../handle-rest.ts";

type Init = {
  /** Ada's unless given; null: none. */
  token?: string | null;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** A CloudPix without sockets whose REST handler is asked as the framework asks it. Ada has an account. */
export const openRestWorld = async (change: Parameters<typeof openWorld>[0] = {}) => {
  const world: World = await openWorld(change);
  const ada = await world.person();
  runWorld(world);

  /** `line` is a method and a path below `/api`. */
  const respond = (line: string, { token = ada.token, body, raw, headers = {}, signal }: Init = {}) => {
    const [method = "GET", path = ""] = line.split(" ");
    return handleRest(
      new Request(`http://localhost:3000/api${path}`, {
        method,
        headers: {
          "x-request-id": "request-1",
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(signal === undefined ? {} : { signal }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(raw === undefined ? {} : { body: raw }),
        ...(raw instanceof ReadableStream ? { duplex: "half" } : {}),
      }),
    );
  };

  return {
    ...world,
    world,
    ada,
    respond,
    /** The answer, read whole. */
    ask: async (line: string, init: Init = {}) => {
      const response = await respond(line, init);
      const text = await response.text();
      const { status, headers } = response;
      return { status, headers, text, json: text === "" ? null : JSON.parse(text) };
    },
    linkTo: async (fileId: string, more: object = {}) =>
      (await ada.shares.create({ fileId, ...more })).linkId,
  };
};

export type RestWorld = Awaited<ReturnType<typeof openRestWorld>>;
