import { createHash } from "node:crypto";
import { CompleteUploadInput, CreateUploadInput, FileInput } from "@cloudpix/domain";
import { expect } from "vitest";
import {
  type Arrived,
  answerRequests,
  done,
  inputOf,
  refused,
  type Step,
  type TestServer,
} from "./answer-requests.ts";

type Announced = { fileName: string; fileSize: number; contentType: string | undefined; status: string };

/** An installation and its storage on one real server, with Azure's rules for blocks, in memory. */
export type UploadWorld = TestServer & {
  /** Every step that arrived, in order: `create`, `block 000001`, `list`, `complete`, … */
  steps: string[];
  files: Map<string, Announced>;
  blobs: Map<string, Buffer>;
  aborted: string[];
};

type Options = {
  blockBytes?: number;
  /** Takes the place of a step that came `count` times before; "lose the answer": it is done, but nobody hears of it. */
  instead?: (
    step: string,
    count: number,
    request: Arrived,
  ) => Step | "lose the answer" | undefined | Promise<Step | "lose the answer" | undefined>;
  /** What a complete file is at first, and what it is when it is asked for. */
  completeAs?: [string, string];
  /** How long the nth URL works, by its own word; its `sig` is n, from 1. A day by default. */
  urlMinutes?: (nth: number) => number;
};

const stepOf = ({ url }: Arrived): string => {
  if (url.pathname.startsWith("/api/trpc/files.")) return url.pathname.slice("/api/trpc/files.".length);
  return url.searchParams.get("comp") === "blocklist"
    ? "list"
    : `block ${atob(url.searchParams.get("blockid") ?? "")}`;
};

/** Starts one. */
export const uploadWorld = async (options: Options = {}): Promise<UploadWorld> => {
  const { blockBytes = 4, instead = () => undefined, completeAs = ["active", "active"] } = options;
  const { urlMinutes = () => 24 * 60 } = options;
  let signed = 0;
  const steps: string[] = [];
  const files = new Map<string, Announced>();
  const staged = new Map<string, Map<string, Buffer>>();
  const blobs = new Map<string, Buffer>();
  const aborted: string[] = [];
  let address = "";

  const ticket = (fileId: string) => {
    signed += 1;
    return {
      fileId,
      uploadUrl: `${address}/blobs/${fileId}?sig=${signed}`,
      blockBytes,
      expiresAt: new Date(Date.now() + urlMinutes(signed) * 60_000).toISOString(),
      file: { fileId, ...files.get(fileId) },
    };
  };
  const settled = (fileId: string, status: string): Step => {
    const file = files.get(fileId);
    if (file === undefined) return refused(404, "file.not_found");
    file.status = status;
    return done({ fileId, ...file });
  };
  const procedures: Record<string, (input: unknown) => Step> = {
    createUpload: (given) => {
      const { requestId = "", fileName, fileSize, contentType } = CreateUploadInput.parse(given);
      if (!files.has(requestId))
        files.set(requestId, { fileName, fileSize, contentType, status: "uploading" });
      return done(ticket(requestId));
    },
    resumeUpload: (given) => {
      const { fileId } = FileInput.parse(given);
      const blocks = [...(staged.get(fileId) ?? [])];
      const receivedBlocks = blocks.map(([blockId, bytes]) => ({ blockId, sizeBytes: bytes.length }));
      return done({ ...ticket(fileId), receivedBlocks });
    },
    completeUpload: (given) => {
      const { fileId, sha256 } = CompleteUploadInput.parse(given);
      const bytes = blobs.get(fileId) ?? Buffer.of();
      if (createHash("sha256").update(bytes).digest("hex") === sha256) return settled(fileId, completeAs[0]);
      files.delete(fileId);
      return refused(400, "upload.digest_wrong");
    },
    abortUpload: (given) => {
      const { fileId } = FileInput.parse(given);
      const status = files.get(fileId)?.status;
      if (status !== undefined && status !== "uploading") return refused(409, "upload.completed");
      files.delete(fileId);
      aborted.push(fileId);
      return done({ fileId });
    },
    get: (given) => settled(FileInput.parse(given).fileId, completeAs[1]),
  };
  const put = ({ url, body, headers }: Arrived): Step => {
    const fileId = url.pathname.split("/").at(-1) ?? "";
    const blocks = staged.get(fileId) ?? new Map<string, Buffer>();
    staged.set(fileId, blocks);
    const id = url.searchParams.get("blockid");
    if (id === null) {
      const ids = [...body.toString().matchAll(/<Latest>(.+?)<\/Latest>/g)].map(([, name]) => name ?? "");
      if (ids.some((name) => !blocks.has(name))) return { status: 400, body: "InvalidBlockList" };
      blobs.set(fileId, Buffer.concat(ids.map((name) => blocks.get(name) ?? Buffer.of())));
    } else {
      expect(headers["content-md5"]).toBe(createHash("md5").update(body).digest("base64"));
      blocks.set(id, body);
    }
    return { status: 201, body: "" };
  };

  const server = await answerRequests(async (request) => {
    const step = stepOf(request);
    const count = steps.filter((before) => before === step).length;
    steps.push(step);
    const carryOut = () => (procedures[step] ? procedures[step](inputOf(request)) : put(request));
    const other = await instead(step, count, request);
    if (other !== "lose the answer") return other ?? carryOut();
    carryOut();
    return "lose the connection";
  });
  address = server.url;
  return { ...server, steps, files, blobs, aborted };
};
