import { CircleAlert } from "lucide-react";

/** Why a form as a whole was refused; announced at once. The live region is there before its text, and takes no place. */
export const FormAlert = ({ text }: { text: string | null }) => (
  <div role="alert" className="empty:absolute">
    {text === null ? null : (
      <p className="flex items-start gap-2.5 rounded-xl bg-danger-wash px-3.5 py-3 text-danger text-sm">
        <CircleAlert aria-hidden="true" className="mt-px size-4.5 shrink-0" />
        {text}
      </p>
    )}
  </div>
);
