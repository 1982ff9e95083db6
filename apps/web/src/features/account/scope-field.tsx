"use client";

import { Scope } from "@cloudpix/domain";
import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { scopeWords } from "./token-words.ts";

/** Chooses what a program may do. */
export const ScopeField = ({ error }: { error: string | undefined }) => {
  const id = useId();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="font-medium text-sm">What it may do</legend>
      <div className="mt-1.5 divide-y divide-line overflow-hidden rounded-xl border border-line-strong">
        {Scope.options.map((scope) => (
          <label
            key={scope}
            className="flex cursor-pointer items-start gap-3 bg-surface px-3.5 py-2.5 hover:bg-hover has-focus-visible:bg-hover"
          >
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={scope === "files:read"}
              aria-invalid={error === undefined ? undefined : true}
              className="mt-0.5 size-4.5 shrink-0 accent-(--accent)"
            />
            <span className="min-w-0 text-sm">
              {scopeWords[scope].title}
              <span className="block text-ink-soft text-xs leading-relaxed">{scopeWords[scope].text}</span>
            </span>
          </label>
        ))}
      </div>
      {error === undefined ? (
        <p className="mt-1.5 text-ink-soft text-xs">
          Never the account itself: no program can change your password or make tokens.
        </p>
      ) : (
        <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-danger text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
};
