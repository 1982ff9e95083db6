import { Link2, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "../../ui/button.tsx";
import { buttonStyles } from "../../ui/button-styles.ts";

/** What the page says before the first link. */
export const NoLinks = () => (
  <div className="grid min-h-[52dvh] place-items-center px-4">
    <div className="grid max-w-sm justify-items-center gap-6 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-accent-wash text-accent-ink">
        <Link2 aria-hidden="true" strokeWidth={1.6} className="size-8" />
      </span>
      <p className="text-balance font-medium text-lg leading-snug tracking-tight">
        Share a file, and its link is here: how often it was opened, until when, and the switch to end it.
      </p>
      <Link href="/files" className={buttonStyles({ look: "primary", size: "large" })}>
        Go to my files
      </Link>
    </div>
  </div>
);

/** What the page says when no link that is there fits what was asked for. */
export const NoMatch = ({ onShowAll }: { onShowAll: () => void }) => (
  <div className="grid justify-items-center gap-4 px-4 py-14 text-center">
    <SearchX aria-hidden="true" strokeWidth={1.5} className="size-10 text-ink-soft" />
    <p className="max-w-sm text-balance text-ink-soft">None of these links is like that.</p>
    <Button onClick={onShowAll}>Show all links</Button>
  </div>
);
