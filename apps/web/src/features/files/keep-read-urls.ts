import { type FileView, limits, MINUTE_MS } from "@cloudpix/domain";

/** Half a lifetime at the longest until the next answer comes, and a while for that answer to come. */
const neededMs = (limits.readUrlMinutes.lifetime / 2 + 5) * MINUTE_MS;

/** What a read URL answers: which blob, under which headers. The rest of it says who may ask and until when. */
const answerOf = ({ origin, pathname, searchParams }: URL): string =>
  [origin, pathname, searchParams.get("rscd"), searchParams.get("rsct")].join("\n");

const endOf = ({ searchParams }: URL): number => Date.parse(searchParams.get("se") ?? "");

const keepUrl = (fresh: string, old: string | undefined, now: Date): string => {
  if (old === undefined || old === fresh || !URL.canParse(old) || !URL.canParse(fresh)) return fresh;
  const [oldUrl, freshUrl] = [new URL(old), new URL(fresh)];
  // Without a readable end nothing says that the old one still works.
  const livesOn = endOf(oldUrl) - now.getTime() >= neededMs;
  return livesOn && answerOf(oldUrl) === answerOf(freshUrl) ? old : fresh;
};

/**
 * `fresh` under the read URLs that `old` was shown under, where they answer the same and live until the file is asked for
 * again. A browser loads a picture anew whose URL is another one, though it be the same picture.
 */
export const keepReadUrls = (fresh: FileView, old: FileView | undefined, now: Date): FileView => {
  if (old === undefined) return fresh;
  const oldUrls = new Map(old.thumbnail.renditions.map(({ name, url }) => [name, url]));
  return {
    ...fresh,
    blobUrl: fresh.blobUrl === null ? null : keepUrl(fresh.blobUrl, old.blobUrl ?? undefined, now),
    thumbnail: {
      ...fresh.thumbnail,
      renditions: fresh.thumbnail.renditions.map((rendition) => ({
        ...rendition,
        url: keepUrl(rendition.url, oldUrls.get(rendition.name), now),
      })),
    },
  };
};
