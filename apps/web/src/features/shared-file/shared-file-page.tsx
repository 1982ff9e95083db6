import type { OpenedShareView } from "@cloudpix/domain";
import { Download } from "lucide-react";
import Link from "next/link";
import { buttonStyles } from "../../ui/button-styles.ts";
import { formatBytes } from "../../ui/format-bytes.ts";
import { formatDate } from "../../ui/format-date.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Wordmark } from "../../ui/wordmark.tsx";
import { SharedMedia, type SharedMediaUrls } from "./shared-media.tsx";

type Props = { opened: Pick<OpenedShareView, "file" | "shareLink" | "sender">; mediaUrls: SharedMediaUrls };

const factsOf = ({ file, shareLink }: Props["opened"]): string[] => [
  formatBytes(file.fileSize),
  ...(file.durationMs === undefined ? [] : [formatDuration(file.durationMs)]),
  ...(file.width === undefined || file.height === undefined ? [] : [`${file.width} × ${file.height}`]),
  shareLink.expiryDate === null
    ? "Link does not expire"
    : `Available until ${formatDate(new Date(shareLink.expiryDate), "UTC")}`,
];

/** What the visitor of a share link sees: the file large, who sent it, and one thing to do. Needs no script. */
export const SharedFilePage = ({ opened, mediaUrls }: Props) => (
  <div className="flex min-h-dvh flex-col">
    <header className="px-4 py-4 sm:px-8">
      <Link href="/" className="inline-flex rounded-lg">
        <Wordmark />
      </Link>
    </header>
    <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col px-4 pb-10 sm:px-8">
      <div className="flex flex-1 items-center justify-center py-2 sm:py-4">
        <SharedMedia file={opened.file} urls={mediaUrls} />
      </div>
      <div className="mt-5 flex flex-col gap-5 sm:flex-row sm:items-end sm:justify-between">
        <div className="min-w-0">
          <p className="text-ink-soft text-sm">
            <span className="font-medium text-ink">{opened.sender}</span> shared a file with you
          </p>
          <h1 className="mt-1 break-words font-semibold text-xl sm:text-2xl">{opened.file.fileName}</h1>
          <p className="mt-1.5 text-ink-soft text-sm">{factsOf(opened).join(" · ")}</p>
        </div>
        {/* A plain link: it works without scripts, and "save link as" does what it says. */}
        <a href={mediaUrls.download} className={buttonStyles({ look: "primary", size: "large" })}>
          <Download aria-hidden="true" />
          Download
        </a>
      </div>
    </main>
  </div>
);
