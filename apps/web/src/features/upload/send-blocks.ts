import type { UploadTicket } from "@cloudpix/domain";
import type { Digests } from "./hash-messages.ts";
import { type Block, blockListXml, planBlocks } from "./plan-blocks.ts";
import { renewedUrl } from "./renewed-url.ts";
import { runParallel } from "./run-parallel.ts";
import { isPassing } from "./storage-refusal.ts";
import type { UploadPorts } from "./upload-ports.ts";
import type { UploadEvent } from "./upload-row.ts";
import { withRetries } from "./with-retries.ts";

const blocksAtOnce = 4;

type Sending = {
  file: Blob;
  ticket: UploadTicket;
  /** Asks for a fresh ticket of this upload. */
  renew: () => Promise<UploadTicket>;
  digests: Digests;
  /** The blocks that storage has already; grows as more arrive. */
  sentBlockIds: Set<string>;
  ports: UploadPorts;
  report: (event: UploadEvent) => void;
  signal: AbortSignal;
};

/**
 * Sends the blocks that are not there yet, then the list that makes them one blob. Reports the bytes that have really
 * left. May take longer than the ticket lives. Repeatable: a block sent twice replaces itself.
 * @throws StorageRefusal when storage keeps refusing; what `renew` throws
 */
export const sendBlocks = async (sending: Sending): Promise<void> => {
  const { file, ticket, renew, digests, sentBlockIds, ports, report, signal } = sending;
  const blocks = planBlocks(file.size, ticket.blockBytes);
  const useUrl = renewedUrl(ticket, { renew, nowMs: ports.nowMs });
  const underway = new Map<string, number>();
  const tell = () => {
    const bytes = blocks.reduce(
      (sum, { id, start, end }) => sum + (sentBlockIds.has(id) ? end - start : (underway.get(id) ?? 0)),
      0,
    );
    report({ type: "sending", bytes, atMs: ports.nowMs() });
  };
  const put = (
    target: string,
    body: Blob | string,
    extra: { md5?: string; block?: Block },
    within: AbortSignal,
  ) =>
    withRetries(
      () =>
        useUrl((url) =>
          ports.putBlob({
            url: url + target,
            body,
            ...(extra.md5 === undefined ? {} : { md5: extra.md5 }),
            signal: within,
            onProgress: (bytes) => {
              if (extra.block === undefined) return;
              underway.set(extra.block.id, Math.min(bytes, extra.block.end - extra.block.start));
              tell();
            },
          }),
        ),
      { signal: within, isPassing, pause: ports.pause },
    );

  tell();
  const left = [...blocks.entries()].filter(([, { id }]) => !sentBlockIds.has(id));
  await runParallel(left, blocksAtOnce, signal, async ([index, block], within) => {
    const md5 = digests.blockMd5s[index];
    const target = `&comp=block&blockid=${encodeURIComponent(block.id)}`;
    await put(target, file.slice(block.start, block.end), { block, ...(md5 ? { md5 } : {}) }, within);
    sentBlockIds.add(block.id);
    tell();
  });
  await put("&comp=blocklist", blockListXml(blocks), {}, signal);
};
