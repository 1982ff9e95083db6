import { CircleCheck } from "lucide-react";

const sentences = new Map([["password-set", "Your new password is set. Please sign in with it."]]);

/** What has just happened, where another page sent people here; `notice` may come straight from the address bar. */
export const SignInNotice = ({ notice }: { notice: string | null }) => {
  const sentence = notice === null ? undefined : sentences.get(notice);
  return sentence === undefined ? null : (
    <p
      role="status"
      className="mb-5 flex items-start gap-2.5 rounded-xl bg-accent-wash px-3.5 py-3 text-accent-ink text-sm"
    >
      <CircleCheck aria-hidden="true" className="mt-px size-4.5 shrink-0" />
      {sentence}
    </p>
  );
};
