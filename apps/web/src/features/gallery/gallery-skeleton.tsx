const rows = [
  [1.5, 0.75, 1.33, 1.78],
  [1.33, 1.5, 1, 1.2],
  [0.75, 1.78, 1.33, 1.5],
];

/** The shape of a gallery while its first page is on its way. */
export const GallerySkeleton = () => (
  <div role="status" aria-label="Loading your files" className="animate-shimmer pt-6">
    <div className="mb-3 h-4 w-28 rounded-full bg-hover" />
    {rows.map((row) => (
      <div key={row.join()} className="mb-1 flex h-30 gap-1 sm:h-48 lg:h-58">
        {row.map((ratio) => (
          <div key={ratio} className="rounded-md bg-hover" style={{ flexGrow: ratio }} />
        ))}
      </div>
    ))}
  </div>
);
