import { Check, Link2 } from "lucide-react";
import { Mark } from "../../ui/wordmark.tsx";
import { SceneArt, scenes } from "./scenes.tsx";

const rows = [scenes.slice(0, 4), scenes.slice(4)];

/** A picture of the product on the front page, drawn with its own means. Decoration. */
export const GalleryPicture = () => (
  <div aria-hidden="true" className="relative mx-auto w-full max-w-5xl">
    <div className="overflow-hidden rounded-[1.75rem] border border-line bg-surface p-3 shadow-float sm:p-5">
      <div className="flex items-center gap-2 px-1 pb-3 sm:pb-4">
        <Mark className="size-5 sm:size-6" />
        <span className="font-semibold text-xs tracking-tight sm:text-sm">CloudPix</span>
        <span className="ml-auto h-1 w-20 overflow-hidden rounded-full bg-hover sm:w-28">
          <span className="block h-full w-1/3 rounded-full bg-accent" />
        </span>
        <span className="ml-2 h-6 w-16 rounded-full bg-accent sm:h-7 sm:w-20" />
      </div>
      <div className="grid gap-1 sm:gap-1.5">
        {rows.map((row) => (
          <div key={row[0]?.name} className="flex h-22 gap-1 sm:h-44 sm:gap-1.5 lg:h-56">
            {row.map((scene) => (
              <div
                key={scene.name}
                className="min-w-0 overflow-hidden rounded-md"
                style={{ flexGrow: scene.ratio, flexBasis: 0 }}
              >
                <SceneArt scene={scene} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
    <div className="absolute right-3 -bottom-8 w-64 rounded-2xl border border-line bg-raised p-4 shadow-float sm:-right-6 sm:bottom-10 sm:w-72">
      <div className="flex items-center gap-3">
        <span className="grid size-9 place-items-center rounded-full bg-accent-wash text-accent-ink">
          <Link2 className="size-4.5" />
        </span>
        <div className="min-w-0">
          <p className="font-medium text-sm">Link copied</p>
          <p className="truncate text-ink-soft text-xs">harbour.jpg · until 3 March</p>
        </div>
        <Check className="ml-auto size-4.5 text-good" />
      </div>
    </div>
  </div>
);
