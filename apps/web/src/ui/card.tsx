import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** A raised surface. */
export const Card = ({ className, ...rest }: ComponentProps<"div">) => (
  <div className={cn("rounded-3xl border border-line bg-surface shadow-card", className)} {...rest} />
);
