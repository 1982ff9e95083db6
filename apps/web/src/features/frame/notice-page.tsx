import Link from "next/link";
import type { ReactNode } from "react";
import { Mark, Wordmark } from "../../ui/wordmark.tsx";

type Props = {
  title: string;
  /** One or two sentences: what happened and what can be done. */
  children: ReactNode;
  /** What to give to the administrator, so that the log can be found. */
  reference?: string | undefined;
  action?: ReactNode;
  /** The picture above the title; the product's own sign unless given. */
  sign?: ReactNode;
};

/** The one frame of all pages that only say something: not found, failed, a link that no longer opens. Works without scripts. */
export const NoticePage = ({ title, children, reference, action, sign }: Props) => (
  <div className="flex min-h-dvh flex-col">
    {sign === undefined ? null : (
      <header className="px-4 py-4 sm:px-8">
        <Link href="/" className="inline-flex rounded-lg">
          <Wordmark />
        </Link>
      </header>
    )}
    <main className="grid flex-1 place-items-center px-6 py-16">
      <div className="grid max-w-md justify-items-center text-center">
        {sign ?? (
          <Link href="/" aria-label="CloudPix" className="rounded-xl">
            <Mark className="size-12" />
          </Link>
        )}
        <h1 className="mt-7 font-semibold text-2xl sm:text-[28px]">{title}</h1>
        <p className="mt-3 text-balance text-ink-soft leading-relaxed">{children}</p>
        {action === undefined ? null : <div className="mt-8">{action}</div>}
        {reference === undefined ? null : (
          <p className="mt-8 text-ink-soft text-xs">
            Reference <code className="rounded-md bg-sunken px-1.5 py-0.5 font-mono">{reference}</code>
          </p>
        )}
      </div>
    </main>
  </div>
);
