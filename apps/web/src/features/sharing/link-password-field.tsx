"use client";

import type { ShareLinkView } from "@cloudpix/domain";
import { Lock } from "lucide-react";
import { type FocusEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { readPassword } from "./read-link-fields.ts";
import type { SaveLink } from "./use-save-link.ts";

type Props = { link: ShareLinkView; save: SaveLink };

/** Keeps the focus in the field while its own button shows or hides the characters; leaving the field saves it. */
const keepFocus = (event: MouseEvent) => {
  if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
};

const isInside = ({ currentTarget, relatedTarget }: FocusEvent) =>
  relatedTarget instanceof Node && currentTarget.contains(relatedTarget);

/** The password of an existing link: set, changed or taken away. Nobody can read it again. */
export const LinkPasswordField = ({ link, save }: Props) => {
  const [isChanging, setIsChanging] = useState(false);
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const moveFocus = useRef(false);
  const showsField = isChanging || !link.hasPassword;

  // The control that had the focus gave way to another one: the focus goes along.
  useEffect(() => {
    if (!moveFocus.current) return;
    moveFocus.current = false;
    box.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [showsField]);

  const change = async (password: string | null) => {
    moveFocus.current = box.current?.contains(document.activeElement) ?? false;
    setIsSaving(true);
    const refused = await save({ password });
    setIsSaving(false);
    setRefusal(refused);
    if (refused !== null) return;
    setText("");
    setIsChanging(false);
  };
  const commit = () => {
    const reading = readPassword(text);
    if ("refusal" in reading) return setRefusal(reading.refusal);
    if (reading.value !== null && !isSaving) void change(reading.value);
    else if (reading.value === null) setIsChanging(false);
  };

  if (!showsField)
    return (
      <div ref={box} className="grid gap-1.5 sm:col-span-2">
        <p className="font-medium text-sm">Password</p>
        <div className="flex h-11 items-center gap-1 rounded-xl border border-line bg-sunken pr-1.5 pl-3.5">
          <Lock aria-hidden="true" className="size-4 shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1 truncate px-1.5 text-sm">Password set</span>
          <Button
            size="small"
            look="quiet"
            className="px-2.5"
            onClick={() => {
              moveFocus.current = true;
              setIsChanging(true);
            }}
          >
            Change
          </Button>
          <Button
            size="small"
            look="quiet"
            className="px-2.5"
            busy={isSaving}
            onClick={() => void change(null)}
          >
            Remove
          </Button>
        </div>
        {refusal === null ? null : (
          <p role="alert" className="text-danger text-sm">
            {refusal}
          </p>
        )}
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field in it is what people act on
    <div
      ref={box}
      className="sm:col-span-2"
      onMouseDown={keepFocus}
      onBlur={(event) => {
        if (!isInside(event)) commit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target instanceof HTMLInputElement) commit();
      }}
    >
      <PasswordField
        name="password"
        label={link.hasPassword ? "New password" : "Password"}
        placeholder={link.hasPassword ? "Keep the old one" : "None"}
        autoComplete="new-password"
        hint={
          link.hasPassword
            ? "Visits under the old one end at once."
            : "Visitors are asked for it. Nobody can look it up later."
        }
        value={text}
        onValueChange={(value) => {
          setText(value);
          setRefusal(null);
        }}
        error={refusal ?? undefined}
      />
    </div>
  );
};
