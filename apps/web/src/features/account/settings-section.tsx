import { type ReactNode, useId } from "react";

type Props = { title: string; lead: ReactNode; children: ReactNode };

/** One subject of the account: what it is about on the left, what can be done on the right; one below the other on phones. */
export const SettingsSection = ({ title, lead, children }: Props) => {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-12 gap-y-5 border-line border-t py-8 sm:py-10 lg:grid-cols-[17rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-semibold text-base tracking-tight">
          {title}
        </h2>
        <div className="mt-1.5 max-w-md text-ink-soft text-sm leading-relaxed">{lead}</div>
      </div>
      <div className="min-w-0 max-w-xl">{children}</div>
    </section>
  );
};
