import { Check } from "lucide-react";
import { Spinner } from "../../ui/spinner.tsx";

/** Says quietly that changes are being saved, and that they are. The live region is there before its text. */
export const SavedSign = ({ progress }: { progress: "idle" | "saving" | "saved" }) => (
  <p role="status" className="flex h-5 items-center gap-1.5 text-ink-soft text-xs">
    {progress === "saving" ? (
      <>
        <Spinner className="size-3.5" />
        Saving…
      </>
    ) : null}
    {progress === "saved" ? (
      <>
        <Check aria-hidden="true" className="size-3.5 text-good" />
        Saved
      </>
    ) : null}
  </p>
);
