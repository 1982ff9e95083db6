"use client";

import type { FileView } from "@cloudpix/domain";
import { RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { KindIcon } from "../files/kind-icon.tsx";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { renditionOf } from "../files/rendition-of.ts";
import { daysLeftWords } from "../files/trash-words.ts";
import { rowFocusAttribute } from "./use-row-focus.ts";

type Props = {
  file: FileView;
  trashDays: number;
  now: Date;
  onRestore: (file: FileView) => Promise<unknown>;
  onPurge: (file: FileView) => void;
};

/** The file's picture, small; its sign where there is none. Decoration, the name stands beside it. */
const SmallPicture = ({ file }: { file: FileView }) => {
  const picture = renditionOf(file.thumbnail, "thumb", "medium", "preview");
  if (picture === undefined)
    return (
      <span className="grid size-14 shrink-0 place-items-center rounded-xl bg-sunken text-ink-soft">
        <KindIcon file={file} className="size-6" />
      </span>
    );
  return (
    <span
      className="relative size-14 shrink-0 overflow-hidden rounded-xl bg-sunken"
      style={{ backgroundColor: placeholderColour(file.thumbnail.thumbhash) }}
    >
      <img src={picture.url} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
      <span className="absolute inset-0 inset-ring inset-ring-ink/12 rounded-xl" />
    </span>
  );
};

/** One file of the trash: what it was, how long it stays, and the two ways out. */
export const TrashRow = ({ file, trashDays, now, onRestore, onPurge }: Props) => {
  const [isBusy, setIsBusy] = useState(false);
  const facts = [formatBytes(file.fileSize), daysLeftWords(file.trashedDate, trashDays, now)];
  const restore = async () => {
    setIsBusy(true);
    await onRestore(file);
    setIsBusy(false);
  };
  return (
    <li className="flex items-center gap-3.5 py-2.5 sm:gap-4">
      <SmallPicture file={file} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium text-sm">{file.fileName}</p>
        <p className="mt-0.5 truncate text-ink-soft text-xs tabular-nums">
          {facts.filter((fact) => fact !== "").join(" · ")}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button
          {...{ [rowFocusAttribute]: file.fileId }}
          busy={isBusy}
          aria-label={`Restore ${file.fileName}`}
          className="max-sm:w-10 max-sm:border-0 max-sm:bg-transparent max-sm:px-0 max-sm:shadow-none"
          onClick={() => void restore()}
        >
          {isBusy ? null : <RotateCcw aria-hidden="true" />}
          <span className="max-sm:hidden">Restore</span>
        </Button>
        <IconButton
          className="-mr-2.75"
          label={`Delete ${file.fileName} for good`}
          onClick={() => onPurge(file)}
        >
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
    </li>
  );
};
