"use client";

import type { FileView } from "@cloudpix/domain";
import { ChevronDown, Link2 } from "lucide-react";
import { type FormEvent, type RefObject, useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { cn } from "../../ui/cn.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { type DraftErrors, emptyDraft, type NewLinkDraft, promisedBy, readDraft } from "./new-link-draft.ts";
import { NewLinkOptions } from "./new-link-options.tsx";
import { useCreateLink } from "./use-create-link.ts";
import { visitorSentence } from "./visitor-sentence.ts";

type Props = {
  file: Pick<FileView, "fileId" | "fileName">;
  ownDays: number;
  createButton: RefObject<HTMLButtonElement | null>;
  /** Told first why no link was made; what it answers true to is dealt with. */
  onFailure: (error: unknown) => boolean;
};

/** Makes a link: one click follows the user's defaults, the options say it more exactly. */
export const NewLinkForm = ({ file, ownDays, createButton, onFailure }: Props) => {
  const [draft, setDraft] = useState<NewLinkDraft>(emptyDraft);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [isUnfolded, setIsUnfolded] = useState(false);
  const { createAndCopy, isCreating } = useCreateLink(file.fileId);
  const optionsId = useId();
  const now = new Date();
  const promised = promisedBy(draft, ownDays, file.fileName, now);

  const change = (changes: Partial<NewLinkDraft>) => {
    setDraft({ ...draft, ...changes });
    const answered = Object.keys(changes).map((field) => [field, undefined]);
    setErrors({ ...errors, ...Object.fromEntries(answered) });
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const reading = readDraft(draft, new Date());
    if ("errors" in reading) {
      setErrors(reading.errors);
      setIsUnfolded(true);
      // Once the fields are marked.
      return requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
    }
    try {
      await createAndCopy(reading.input);
    } catch (error) {
      if (!onFailure(error)) toast.error(sentenceOf(error));
      return;
    }
    // The next link is another one; above all it does not inherit a password.
    setDraft(emptyDraft);
    setIsUnfolded(false);
    createButton.current?.focus();
  };

  return (
    <form noValidate onSubmit={submit} className="pt-1">
      <div className="flex gap-2.5">
        <Button ref={createButton} type="submit" look="primary" className="h-11 flex-1" busy={isCreating}>
          {isCreating ? null : <Link2 aria-hidden="true" />}
          Create link
        </Button>
        <Button
          className="h-11"
          aria-expanded={isUnfolded}
          aria-controls={optionsId}
          onClick={() => setIsUnfolded(!isUnfolded)}
        >
          Options
          <ChevronDown
            aria-hidden="true"
            className={cn("-mr-1 transition-transform", isUnfolded && "rotate-180")}
          />
        </Button>
      </div>
      <div id={optionsId} hidden={!isUnfolded} className="mt-4 rounded-2xl border border-line bg-page p-4">
        <NewLinkOptions draft={draft} onChange={change} errors={errors} ownDays={ownDays} now={now} />
      </div>
      <p className="mt-3 text-pretty break-words text-ink-soft text-sm leading-relaxed">
        {promised === undefined
          ? "Please choose a moment that is still to come."
          : visitorSentence(promised, now)}
      </p>
    </form>
  );
};
