import { errorSentences } from "@cloudpix/domain";

type Answer = { ok: boolean; error?: string | null | undefined; url?: string | null | undefined };

const cookiesRefused =
  "Your browser does not let CloudPix keep the cookie that signing in needs. Please allow cookies for this site and try again.";

/** Without the cookie of its first answer next-auth says 200 and sends the browser to its own sign-in page. */
const wasSentBack = (url: string | null | undefined) =>
  url != null && URL.canParse(url) && new URL(url).searchParams.has("csrf");

/**
 * Why next-auth's answer means that nobody is signed in; null when somebody is. Our own sentences, which it passes on as
 * they are, are kept; its own single words are no sentences for people.
 */
export const signInRefusal = ({ ok, error, url }: Answer): string | null => {
  if (wasSentBack(url)) return cookiesRefused;
  if (ok && error == null) return null;
  if (error === "CredentialsSignin") return errorSentences["auth.credentials_wrong"];
  return error?.includes(" ") ? error : errorSentences.internal;
};
