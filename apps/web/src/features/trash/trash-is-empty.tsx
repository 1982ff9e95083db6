"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { buttonStyles } from "../../ui/button-styles.ts";
import { useTrashDays } from "../files/trash-days.tsx";
import { keptWords } from "../files/trash-words.ts";

/** What the trash says while nothing is in it. */
export const TrashIsEmpty = () => (
  <div className="grid min-h-[52dvh] place-content-center justify-items-center text-center">
    <span className="grid size-16 place-items-center rounded-full bg-sunken text-ink-soft">
      <Trash2 aria-hidden="true" strokeWidth={1.6} className="size-8" />
    </span>
    <p className="mt-5 font-medium text-lg tracking-tight">The trash is empty</p>
    <p className="mt-1.5 max-w-sm text-balance text-ink-soft text-sm leading-relaxed">
      {keptWords(useTrashDays())}
    </p>
    <Link href="/files" className={buttonStyles({ class: "mt-6" })}>
      Back to my files
    </Link>
  </div>
);
