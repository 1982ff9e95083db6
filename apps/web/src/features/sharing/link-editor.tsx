"use client";

import { limits, type ShareLinkView } from "@cloudpix/domain";
import { TextField } from "../../ui/text-field.tsx";
import { LinkExpiryField } from "./link-expiry-field.tsx";
import { LinkPasswordField } from "./link-password-field.tsx";
import { visitsWords } from "./link-status.ts";
import { readName, readVisits } from "./read-link-fields.ts";
import { SavedSign } from "./saved-sign.tsx";
import { useSaveLink } from "./use-save-link.ts";
import { useSavedField } from "./use-saved-field.ts";
import { linkSentence } from "./visitor-sentence.ts";

type Props = { link: ShareLinkView; fileName: string; ownDays: number };

const soFar = (accessCount: number) =>
  accessCount === 0 ? "No visits so far." : `${visitsWords({ accessCount })} so far.`;

/** Changes a link that exists; every change is saved at once, and the address stays. */
export const LinkEditor = ({ link, fileName, ownDays }: Props) => {
  const { save, progress } = useSaveLink(link);
  const visits = useSavedField({
    saved: String(link.maxAccessCount ?? ""),
    read: readVisits,
    write: (count) => String(count ?? ""),
    save: (maxAccessCount) => save({ maxAccessCount }),
  });
  const name = useSavedField({
    saved: link.name ?? "",
    read: readName,
    write: (text) => text ?? "",
    save: (text) => save({ name: text }),
  });
  return (
    <div>
      <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
        <LinkExpiryField link={link} ownDays={ownDays} save={save} />
        <TextField
          name="visits"
          label="Visits"
          placeholder="No limit"
          inputMode="numeric"
          autoComplete="off"
          hint={soFar(link.accessCount)}
          error={visits.error}
          {...visits.control}
        />
        <TextField
          name="name"
          label="Name"
          autoComplete="off"
          maxLength={limits.linkNameLength}
          hint="Only you see it."
          error={name.error}
          {...name.control}
        />
        <LinkPasswordField link={link} save={save} />
      </div>
      <p className="mt-4 text-pretty break-words text-ink-soft text-sm leading-relaxed">
        {linkSentence(link, fileName, new Date())}
      </p>
      <div className="mt-2">
        <SavedSign progress={progress} />
      </div>
    </div>
  );
};
