"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { cn } from "../../ui/cn.ts";
import { formatBytes } from "../../ui/format-bytes.ts";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { type UsagePart, usageParts } from "./usage-parts.ts";

const colours: Record<UsagePart["key"], string> = {
  files: "bg-accent",
  trash: "bg-accent/45",
  moving: "bg-line-strong",
  free: "bg-hover",
};

/** What the space is used for: files, trash, what is on its way, and what is free. */
export const StorageBreakdown = () => {
  const { data, error } = useQuery(useTRPC().files.usage.queryOptions(undefined, { staleTime: 0 }));
  if (error !== null && data === undefined)
    return (
      <p role="alert" className="text-danger text-sm">
        {sentenceOf(error)}
      </p>
    );
  if (data === undefined)
    return <div role="status" aria-label="Loading" className="h-36 animate-shimmer rounded-2xl bg-hover" />;
  const parts = usageParts(data);
  return (
    <div>
      <p className="text-sm">
        <span className="font-semibold text-xl tabular-nums tracking-tight">
          {formatBytes(data.usedBytes)}
        </span>{" "}
        <span className="text-ink-soft">of {formatBytes(data.quotaBytes)} used</span>
      </p>
      <div aria-hidden="true" className="mt-3.5 flex h-2.5 gap-0.5 overflow-hidden rounded-full">
        {parts
          .filter(({ bytes }) => bytes > 0)
          .map(({ key, share }) => (
            <div
              key={key}
              style={{ flexGrow: share }}
              className={cn("min-w-1 basis-0 transition-[flex-grow]", colours[key])}
            />
          ))}
      </div>
      <dl className="mt-4 grid gap-2.5 text-sm">
        {parts.map(({ key, label, bytes, count }) => (
          <div key={key} className="flex items-center gap-2.5">
            <span
              aria-hidden="true"
              className={cn("size-2.5 shrink-0 rounded-full", colours[key], key === "free" && "bg-line")}
            />
            <dt className="mr-auto">
              {key === "trash" ? (
                <Link href="/trash" className="underline decoration-line-strong underline-offset-4">
                  {label}
                </Link>
              ) : (
                label
              )}
            </dt>
            <dd className="text-ink-soft tabular-nums">
              {count === "" ? "" : `${count} · `}
              {formatBytes(bytes)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
