import { type ErrorCode, errorSentences } from "@cloudpix/domain";
import { Lock } from "lucide-react";
import { buttonStyles } from "../../ui/button-styles.ts";
import { PasswordField } from "../../ui/password-field.tsx";
import { NoticePage } from "../frame/notice-page.tsx";

type Props = {
  /** Where the form is sent. */
  action: string;
  /** Why the last try did not open the link. */
  refusal?: ErrorCode | undefined;
};

/** Asks for the password of a link. Says nothing of the file or its owner; works without scripts. */
export const LockedSharePage = ({ action, refusal }: Props) => (
  <NoticePage
    title="This link asks for a password"
    sign={
      <span className="grid size-16 place-items-center rounded-full bg-sunken text-ink-soft">
        <Lock aria-hidden="true" strokeWidth={1.6} className="size-8" />
      </span>
    }
    action={
      // A plain form to an address of its own: the answer is a page, also where no script runs.
      <form method="post" action={action} className="grid w-72 max-w-full gap-5 text-left">
        <PasswordField
          name="password"
          label="Password"
          required
          autoFocus
          autoComplete="off"
          error={refusal && errorSentences[refusal]}
        />
        <button type="submit" className={buttonStyles({ look: "primary", size: "large" })}>
          Open
        </button>
      </form>
    }
  >
    Whoever sent it to you can tell you the password.
  </NoticePage>
);
