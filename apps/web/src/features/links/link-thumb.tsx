"use client";

import type { LinkedFileView } from "@cloudpix/domain";
import { FileX } from "lucide-react";
import { useState } from "react";
import { KindIcon } from "../files/kind-icon.tsx";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { renditionOf } from "../files/rendition-of.ts";

const frame = "grid size-11 shrink-0 place-items-center overflow-hidden rounded-xl bg-sunken text-ink-soft";

/** The small picture of a link's file, else its sign; decoration, the name stands beside it. */
export const LinkThumb = ({ file }: { file: LinkedFileView | null }) => {
  const [brokenUrl, setBrokenUrl] = useState<string>();
  const picture = file === null ? undefined : renditionOf(file.thumbnail, "thumb", "medium");
  if (file === null)
    return (
      <span className={frame}>
        <FileX aria-hidden="true" strokeWidth={1.5} className="size-5" />
      </span>
    );
  if (picture === undefined || picture.url === brokenUrl)
    return (
      <span className={frame}>
        <KindIcon file={file} className="size-5" />
      </span>
    );
  return (
    <span className={frame} style={{ backgroundColor: placeholderColour(file.thumbnail.thumbhash) }}>
      <img
        src={picture.url}
        alt=""
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
        // Its read URL ran out while the page slept; the next page of links brings another.
        onError={() => setBrokenUrl(picture.url)}
      />
    </span>
  );
};
