import type { OpenedShareView } from "@cloudpix/domain";
import { Download } from "lucide-react";
import Link from "next/link";
import { buttonStyles } from "../../ui/button-styles.ts";
import { Card } from "../../ui/card.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Wordmark } from "../../ui/wordmark.tsx";
import { KindIcon } from "../files/kind-icon.tsx";
import { SharedAudio, SharedPicture, SharedVideo, showingOf } from "./shared-media.tsx";
import type { SharedMediaUrls } from "./shared-media-urls.ts";
import { untilWords, visitsLeftWords } from "./visit-words.ts";

type Opened = Pick<OpenedShareView, "file" | "shareLink" | "sender">;
type Props = { opened: Opened; mediaUrls: SharedMediaUrls };

const factsOf = ({ file, shareLink }: Opened): string[] =>
  [
    formatBytes(file.fileSize),
    file.durationMs === undefined ? undefined : formatDuration(file.durationMs),
    file.width === undefined || file.height === undefined ? undefined : `${file.width} × ${file.height}`,
    untilWords(shareLink, new Date()),
  ].filter((fact) => fact !== undefined);

const Words = ({ opened }: { opened: Opened }) => {
  const visitsLeft = visitsLeftWords(opened.shareLink);
  return (
    <div className="min-w-0">
      <p className="text-ink-soft text-sm">
        <span className="font-medium text-ink">{opened.sender}</span> shared a file with you
      </p>
      <h1 className="mt-1 break-words font-semibold text-xl sm:text-2xl">{opened.file.fileName}</h1>
      <p className="mt-1.5 text-ink-soft text-sm">{factsOf(opened).join(" · ")}</p>
      {visitsLeft === undefined ? null : (
        <p className="mt-1.5 text-pretty text-ink-soft text-sm">{visitsLeft}</p>
      )}
    </div>
  );
};

// A plain link: it works without scripts, and "save link as" does what it says.
const DownloadLink = ({ href }: { href: string }) => (
  <a href={href} className={buttonStyles({ look: "primary", size: "large" })}>
    <Download aria-hidden="true" />
    Download
  </a>
);

/** A picture or a film: itself as large as it can be, the words below. On phones both together stand in the middle. */
const Shown = ({ opened, mediaUrls, isVideo }: Props & { isVideo: boolean }) => {
  const Media = isVideo ? SharedVideo : SharedPicture;
  return (
    <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col justify-center px-4 pt-2 pb-10 sm:px-8 sm:pt-4">
      <div className="flex items-center justify-center sm:flex-1">
        <Media file={opened.file} urls={mediaUrls} />
      </div>
      <div className="mt-5 flex flex-col gap-5 sm:flex-row sm:items-end sm:justify-between">
        <Words opened={opened} />
        <DownloadLink href={mediaUrls.download} />
      </div>
    </main>
  );
};

/** A file to hear or to take: everything there is to say in one card. */
const Told = ({ opened, mediaUrls, isAudio }: Props & { isAudio: boolean }) => (
  <main className="grid flex-1 place-items-center px-4 pt-2 pb-16 sm:px-8">
    <Card className="grid w-full max-w-lg gap-6 p-6 sm:p-9">
      <span className="grid size-16 place-items-center rounded-2xl bg-accent-wash text-accent-ink">
        <KindIcon file={opened.file} className="size-9" />
      </span>
      <Words opened={opened} />
      {isAudio ? <SharedAudio file={opened.file} urls={mediaUrls} /> : null}
      {opened.file.thumbnail.state === "pending" ? (
        <p className="text-ink-soft text-sm">A preview is being made. You can download the file already.</p>
      ) : null}
      <DownloadLink href={mediaUrls.download} />
    </Card>
  </main>
);

/** What the visitor of a share link sees: the file large, who sent it, and one thing to do. Needs no script. */
export const SharedFilePage = (props: Props) => {
  const showing = showingOf(props.opened.file);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-4 py-4 sm:px-8">
        <Link href="/" className="inline-flex rounded-lg">
          <Wordmark />
        </Link>
      </header>
      {showing === "picture" || showing === "video" ? (
        <Shown {...props} isVideo={showing === "video"} />
      ) : (
        <Told {...props} isAudio={showing === "audio"} />
      )}
    </div>
  );
};
