/** The shape of the trash while its first page is on its way. */
export const TrashSkeleton = () => (
  <div role="status" aria-label="Loading the trash" className="mt-5 animate-shimmer">
    {["w-40", "w-56", "w-32", "w-48"].map((width) => (
      <div key={width} className="flex items-center gap-4 py-2.5">
        <div className="size-14 rounded-xl bg-hover" />
        <div className="grid gap-2">
          <div className={`h-3.5 rounded-full bg-hover ${width}`} />
          <div className="h-3 w-24 rounded-full bg-hover" />
        </div>
      </div>
    ))}
  </div>
);
