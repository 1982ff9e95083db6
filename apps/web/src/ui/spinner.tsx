import { LoaderCircle } from "lucide-react";
import { cn } from "./cn.ts";

/** A turning circle; says nothing to screen readers, the text beside it does. */
export const Spinner = ({ className }: { className?: string }) => (
  <LoaderCircle aria-hidden="true" className={cn("size-4.5 animate-spin", className)} />
);
