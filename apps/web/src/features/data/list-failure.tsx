"use client";

import { Button } from "../../ui/button.tsx";
import { sentenceOf } from "./wire-error.ts";

type Props = { error: unknown; onRetry: () => void };

/** Stands where a list would be that could not be read: why, and another try. */
export const ListFailure = ({ error, onRetry }: Props) => (
  <div
    role="alert"
    className="grid min-h-[50dvh] place-content-center justify-items-center gap-4 px-6 text-center"
  >
    <p className="max-w-sm text-ink-soft">{sentenceOf(error)}</p>
    <Button onClick={onRetry}>Try again</Button>
  </div>
);
