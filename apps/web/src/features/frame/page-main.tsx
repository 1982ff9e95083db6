import type { ComponentProps } from "react";
import { cn } from "../../ui/cn.ts";

/** The edges that the head and everything below it share. */
export const pageEdges = "mx-auto w-full max-w-[110rem] px-4 sm:px-6";

type Props = Omit<ComponentProps<"main">, "className"> & {
  /** How wide its words and rows may grow, from the common left edge on. */
  width: "text" | "table";
};

/** What stands below the head on a page of words and rows. */
export const PageMain = ({ width, children, ...main }: Props) => (
  <main {...main} className={cn(pageEdges, "pt-7 pb-28 sm:pt-9")}>
    <div className={width === "text" ? "max-w-5xl" : "max-w-7xl"}>{children}</div>
  </main>
);
