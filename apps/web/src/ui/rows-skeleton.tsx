import { cn } from "./cn.ts";

const widths = ["w-40", "w-56", "w-32", "w-48", "w-36"];

type Props = {
  /** What is on its way, for those who do not see the shape. */
  label: string;
  className?: string;
  /** The look of one row, and of the small picture in it: as those that come. */
  row: string;
  picture: string;
};

/** The shape of a list of files while its first page is on its way. */
export const RowsSkeleton = ({ label, className, row, picture }: Props) => (
  <div role="status" aria-label={label} className={cn("animate-shimmer", className)}>
    {widths.map((width) => (
      <div key={width} className={cn("flex items-center gap-4", row)}>
        <div className={cn("shrink-0 rounded-xl bg-hover", picture)} />
        <div className="grid gap-2">
          <div className={cn("h-3.5 rounded-full bg-hover", width)} />
          <div className="h-3 w-24 rounded-full bg-hover" />
        </div>
      </div>
    ))}
  </div>
);
