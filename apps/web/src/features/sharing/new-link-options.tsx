"use client";

import { limits } from "@cloudpix/domain";
import { PasswordField } from "../../ui/password-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { daysWords, type ExpiryChoice, expiryOf, firstMoment, offeredDays } from "./expiry-choice.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { toLocalField } from "./local-moment.ts";
import type { DraftErrors, NewLinkDraft } from "./new-link-draft.ts";

type Props = {
  draft: NewLinkDraft;
  onChange: (changes: Partial<NewLinkDraft>) => void;
  errors: DraftErrors;
  ownDays: number;
  now: Date;
};

const optionsFor = (ownDays: number) => {
  return [
    ...offeredDays(ownDays).map((days) => ({
      value: String(days),
      label: `After ${daysWords(days)}${days === ownDays ? " (your default)" : ""}`,
    })),
    { value: "moment", label: "On a date…" },
    { value: "never", label: "Never" },
  ];
};

const chosenIn = (choice: ExpiryChoice, ownDays: number): string => {
  if (choice.kind === "default") return String(ownDays);
  return choice.kind === "days" ? String(choice.days) : choice.kind;
};

/** What can be said about a link before it is made: its end, a name, a password and a number of visits. */
export const NewLinkOptions = ({ draft, onChange, errors, ownDays, now }: Props) => {
  const { choice } = draft;
  const choose = (value: string): ExpiryChoice => {
    if (value === "never") return { kind: "never" };
    if (value === "moment")
      return { kind: "moment", local: firstMoment(expiryOf(choice, ownDays, now), now) };
    return { kind: "days", days: Number(value) };
  };
  return (
    <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
      <ExpiryField
        options={optionsFor(ownDays)}
        chosen={chosenIn(choice, ownDays)}
        onChoose={(value) => onChange({ choice: choose(value) })}
        moment={
          choice.kind === "moment"
            ? {
                value: choice.local,
                min: toLocalField(now),
                onChange: ({ currentTarget: { value: local } }) =>
                  onChange({ choice: { kind: "moment", local } }),
              }
            : null
        }
        error={errors.choice}
      />
      <TextField
        name="visits"
        label="Visits"
        placeholder="No limit"
        inputMode="numeric"
        autoComplete="off"
        hint="How often it can be opened."
        value={draft.visits}
        onValueChange={(visits) => onChange({ visits })}
        error={errors.visits}
      />
      <TextField
        name="name"
        label="Name"
        autoComplete="off"
        maxLength={limits.linkNameLength}
        hint="Only you see it."
        value={draft.name}
        onValueChange={(name) => onChange({ name })}
        error={errors.name}
      />
      <div className="sm:col-span-2">
        <PasswordField
          name="password"
          label="Password"
          placeholder="None"
          autoComplete="new-password"
          hint="Visitors are asked for it. Nobody can look it up later."
          value={draft.password}
          onValueChange={(password) => onChange({ password })}
          error={errors.password}
        />
      </div>
    </div>
  );
};
