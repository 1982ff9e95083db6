import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "../../ui/card.tsx";
import { Wordmark } from "../../ui/wordmark.tsx";

type Props = { title: string; lead: string; children: ReactNode; footer?: ReactNode };

/** The frame of the pages that ask who you are. */
export const AuthCard = ({ title, lead, children, footer }: Props) => (
  <main className="grid min-h-dvh place-items-center px-4 py-10">
    <div className="w-full max-w-[26rem]">
      <Link href="/" className="mx-auto mb-8 flex w-fit rounded-xl">
        <Wordmark />
      </Link>
      <Card className="p-6 sm:p-9">
        <h1 className="font-semibold text-2xl">{title}</h1>
        <p className="mt-2 text-ink-soft text-sm leading-relaxed">{lead}</p>
        <div className="mt-7">{children}</div>
      </Card>
      {footer === undefined ? null : (
        <div className="mt-6 text-center text-ink-soft text-sm leading-relaxed">{footer}</div>
      )}
    </div>
  </main>
);
