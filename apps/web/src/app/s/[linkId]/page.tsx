import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NoticePage } from "../../../features/frame/notice-page.tsx";
import { gateReasonOf } from "../../../features/shared-file/gate-reason.ts";
import { LockedSharePage } from "../../../features/shared-file/locked-share-page.tsx";
import { ShareGatePage } from "../../../features/shared-file/share-gate-page.tsx";
import { SharedFilePage } from "../../../features/shared-file/shared-file-page.tsx";
import { sharePage } from "../../../server/share-page.ts";
import { buttonStyles } from "../../../ui/button-styles.ts";

type Props = {
  params: Promise<{ linkId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

const stateOf = async ({ params, searchParams }: Props) => {
  const { v, refusal, human } = await searchParams;
  return sharePage((await params).linkId, one(v), one(refusal), one(human));
};

const robots = { index: false, follow: false };

const card = (title: string, url: string, imageUrl: string | null): Metadata => ({
  title,
  robots,
  openGraph: {
    type: "website",
    siteName: "CloudPix",
    title,
    url,
    ...(imageUrl === null ? {} : { images: [{ url: imageUrl, width: 1200, height: 630, alt: title }] }),
  },
  twitter: { card: imageUrl === null ? "summary" : "summary_large_image", title },
});

/** The card a chat draws; says nothing of a file whose link does not open. */
export const generateMetadata = async (props: Props): Promise<Metadata> => {
  const state = await stateOf(props);
  if (state.show === "card") return card(state.card.title, state.card.url, state.card.imageUrl);
  if (state.show !== "file") return { title: "Shared file", robots };
  const { file, shareLink } = state.opened;
  const hasPicture = file.thumbnail.renditions.length > 0;
  return card(file.fileName, shareLink.shareUrl, hasPicture ? `${shareLink.shareUrl}/og.jpg` : null);
};

/** The public page of a share link; works without an account and without scripts. */
const SharePage = async (props: Props) => {
  const state = await stateOf(props);
  if (state.show === "onward") redirect(state.path);
  if (state.show === "card") {
    const open = (
      // For people whose browser is called like a bot.
      <a href={state.path} rel="nofollow" className={buttonStyles({ look: "primary" })}>
        Open the file
      </a>
    );
    return (
      <NoticePage title={state.card.title} action={open}>
        Shared with CloudPix.
      </NoticePage>
    );
  }
  if (state.show === "gate")
    return <ShareGatePage reason={gateReasonOf(state.code) ?? "unavailable"} reference={state.reference} />;
  if (state.show === "locked") return <LockedSharePage action={state.action} refusal={state.refusal} />;
  const { opened, isInCookie } = state;
  const { downloadUrl } = opened;
  const shown = (url: string) => (isInCookie ? url.replace(/\?.*$/, "") : url);
  return <SharedFilePage opened={opened} mediaUrls={{ file: downloadUrl, download: downloadUrl, shown }} />;
};

export default SharePage;
