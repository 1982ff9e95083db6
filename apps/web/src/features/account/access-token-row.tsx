"use client";

import type { AccessTokenView } from "@cloudpix/domain";
import { Button } from "../../ui/button.tsx";
import { isEnded, scopesWords, tokenFacts } from "./token-words.ts";

type Props = { token: AccessTokenView; now: Date; onRevoke: () => void };

/** One access token: its name, what it may do, and how it fares. */
export const AccessTokenRow = ({ token, now, onRevoke }: Props) => (
  <li className="flex items-start gap-3 py-3.5 first:pt-0">
    <div className="min-w-0 flex-1">
      <p className="flex items-center gap-2 font-medium text-sm">
        <span className="truncate">{token.name}</span>
        {isEnded(token, now) ? (
          <span className="shrink-0 rounded-full bg-sunken px-2 py-0.5 text-ink-soft text-xs">Ended</span>
        ) : null}
      </p>
      <p className="mt-1 text-ink-soft text-xs leading-relaxed">{scopesWords(token.scopes)}</p>
      <p className="text-ink-soft text-xs leading-relaxed tabular-nums">{tokenFacts(token, now)}</p>
    </div>
    <Button size="small" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>
      Revoke
    </Button>
  </li>
);
