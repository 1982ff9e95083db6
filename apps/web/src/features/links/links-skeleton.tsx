const rows = ["w-40", "w-56", "w-32", "w-48", "w-36"];

/** The shape of the list while its first page is on its way. */
export const LinksSkeleton = () => (
  <div role="status" aria-label="Loading your links" className="grid animate-shimmer gap-3 pt-4">
    {rows.map((width) => (
      <div key={width} className="flex items-center gap-4 rounded-2xl border border-line p-3.5">
        <div className="size-11 shrink-0 rounded-xl bg-hover" />
        <div className="grid gap-2">
          <div className={`h-3.5 rounded-full bg-hover ${width}`} />
          <div className="h-3 w-24 rounded-full bg-hover" />
        </div>
      </div>
    ))}
  </div>
);
