"use client";

import type { CreatedAccessTokenView } from "@cloudpix/domain";
import { Check, Copy } from "lucide-react";
import { type Ref, useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { copyText } from "../sharing/copy-text.ts";

type Props = { created: CreatedAccessTokenView; onDone: () => void; field: Ref<HTMLInputElement> };

/** A new token's text, this once. `field` is where it stands. */
export const ShownToken = ({ created, onDone, field }: Props) => {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    if (await copyText(Promise.resolve(created.token))) setIsCopied(true);
    else toast.error("Your browser does not let this page copy. Please select the token and copy it.");
  };
  return (
    <div className="animate-rise rounded-2xl border border-accent/35 bg-accent-wash p-4 sm:p-5">
      <p className="font-medium text-accent-ink text-sm">
        Copy the token of “{created.accessToken.name}” now. You will not see it again.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          aria-label="Your new token"
          value={created.token}
          onFocus={(event) => event.currentTarget.select()}
          className="h-10 min-w-0 flex-1 truncate max-sm:basis-full rounded-xl border border-line-strong bg-surface px-3 font-mono text-xs outline-offset-0"
        />
        <Button look="primary" onClick={() => void copy()}>
          {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {isCopied ? "Copied" : "Copy"}
        </Button>
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
};
