import { cn } from "./cn.ts";

/** The product's sign: a cloud holding a picture. */
export const Mark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-7", className)}>
    <rect width="32" height="32" rx="9" className="fill-accent" />
    <path
      d="M10.4 23.2a4.9 4.9 0 0 1-.7-9.75 6.6 6.6 0 0 1 12.7-.95 5.4 5.4 0 0 1-.3 10.7Z"
      className="fill-on-accent"
    />
    <path d="m11 21.6 3.6-4.3 2.5 2.7 2.1-2.2 2.9 3.8Z" className="fill-accent" />
  </svg>
);

/** Sign and name. */
export const Wordmark = ({ className }: { className?: string }) => (
  <span
    className={cn("inline-flex items-center gap-2.5 font-semibold text-[17px] tracking-tight", className)}
  >
    <Mark />
    CloudPix
  </span>
);
