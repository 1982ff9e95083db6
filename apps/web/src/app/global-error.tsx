"use client";

import { NoticePage } from "../features/frame/notice-page.tsx";
import { Button } from "../ui/button.tsx";
import "./globals.css";

type Props = { error: Error & { digest?: string } };

/** Stands in when the frame of all pages failed itself. */
const GlobalError = ({ error }: Props) => (
  <html lang="en">
    <body>
      <title>Something went wrong · CloudPix</title>
      <NoticePage
        title="Something went wrong on our side"
        reference={error.digest}
        action={
          <Button look="primary" onClick={() => window.location.reload()}>
            Try again
          </Button>
        }
      >
        Your files are safe. Try again in a moment; if it stays, give your administrator the reference below.
      </NoticePage>
    </body>
  </html>
);

export default GlobalError;
