"use client";

import { NoticePage } from "../features/frame/notice-page.tsx";
import { Button } from "../ui/button.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** Says that something failed, never what: the log has it under the reference. */
const ErrorPage = ({ error, reset }: Props) => (
  <NoticePage
    title="Something went wrong on our side"
    reference={error.digest}
    action={
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
    }
  >
    Your files are safe. Try again in a moment; if it stays, give your administrator the reference below.
  </NoticePage>
);

export default ErrorPage;
