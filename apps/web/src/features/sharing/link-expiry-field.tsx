"use client";

import { addMs, DAY_MS, type ShareLinkView, toInstant } from "@cloudpix/domain";
import { useState } from "react";
import { daysWords, offeredDays } from "./expiry-choice.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { toLocalField } from "./local-moment.ts";
import { readEnd } from "./read-link-fields.ts";
import type { LinkChanges, SaveLink } from "./use-save-link.ts";
import { useSavedField } from "./use-saved-field.ts";

type Props = { link: ShareLinkView; ownDays: number; save: SaveLink };

const changesOf = (chosen: string, ownDays: number): LinkChanges => {
  if (chosen === "never") return { expiresAt: null };
  if (chosen !== "moment") return { expirationDays: Number(chosen) };
  // From "never" to a date: a first proposal, to be moved in the field that appears.
  return { expiresAt: toInstant(addMs(new Date(), ownDays * DAY_MS)) };
};

/** When an existing link ends. What is chosen is saved at once and then stands in the field as its moment. */
export const LinkExpiryField = ({ link, ownDays, save }: Props) => {
  const [choosing, setChoosing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const moment = useSavedField({
    saved: link.expiryDate === null ? "" : toLocalField(new Date(link.expiryDate)),
    read: (local) => readEnd(local, new Date()),
    write: toLocalField,
    save: (end) => save({ expiresAt: toInstant(end) }),
  });
  const hasEnd = link.expiryDate !== null;

  const choose = async (chosen: string) => {
    if (chosen === "moment" && hasEnd) return;
    setChoosing(chosen);
    setRefusal(await save(changesOf(chosen, ownDays)));
    setChoosing(null);
  };

  return (
    <ExpiryField
      options={[
        { value: "moment", label: "On a date" },
        ...offeredDays(ownDays).map((days) => ({
          value: String(days),
          label: `${daysWords(days)} from now`,
        })),
        { value: "never", label: "Never" },
      ]}
      chosen={choosing ?? (hasEnd ? "moment" : "never")}
      onChoose={(chosen) => void choose(chosen)}
      moment={
        hasEnd
          ? {
              value: moment.control.value,
              min: toLocalField(new Date()),
              onChange: (event) => moment.control.onValueChange(event.currentTarget.value),
              onBlur: moment.control.onBlur,
              onKeyDown: moment.control.onKeyDown,
            }
          : null
      }
      error={moment.error ?? refusal ?? undefined}
    />
  );
};
