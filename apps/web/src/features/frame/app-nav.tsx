"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../../ui/cn.ts";

const places = [
  { href: "/files", label: "Files" },
  { href: "/links", label: "Links" },
] as const;

/** The ways between the pages of a person. */
export const AppNav = () => {
  const path = usePathname();
  return (
    <nav aria-label="Pages" className="flex gap-0.5 sm:gap-1">
      {places.map(({ href, label }) => {
        const isHere = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isHere ? "page" : undefined}
            className={cn(
              "inline-flex h-10 items-center rounded-full px-3 font-medium text-sm transition-colors sm:px-4",
              isHere ? "bg-sunken text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
};
