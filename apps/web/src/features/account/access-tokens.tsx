"use client";

import type { AccessTokenView, CreatedAccessTokenView } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { AccessTokenRow } from "./access-token-row.tsx";
import { NewTokenForm } from "./new-token-form.tsx";
import { ShownToken } from "./shown-token.tsx";
import { useRevokeToken } from "./use-revoke-token.ts";

/** The tokens by which programs act for this person: make one, see them, revoke them. */
export const AccessTokens = () => {
  const trpc = useTRPC();
  const list = useQuery(trpc.auth.listAccessTokens.queryOptions());
  const revoke = useRevokeToken();
  const [asking, setAsking] = useState<"new" | "revoke" | null>(null);
  const [doomed, setDoomed] = useState<AccessTokenView | null>(null);
  const [created, setCreated] = useState<CreatedAccessTokenView | null>(null);
  const newButton = useRef<HTMLButtonElement>(null);
  const shownField = useRef<HTMLInputElement>(null);
  const tokens = list.data?.accessTokens ?? [];
  const now = new Date();
  const close = () => setAsking(null);

  const end = async (token: AccessTokenView) => {
    if (!(await revoke.run(token))) return;
    close();
    if (created?.accessToken.tokenId === token.tokenId) setCreated(null);
  };

  return (
    <div className="grid gap-5">
      {created === null ? null : (
        <ShownToken
          key={created.accessToken.tokenId}
          created={created}
          field={shownField}
          onDone={() => {
            setCreated(null);
            newButton.current?.focus();
          }}
        />
      )}
      {list.error === null || list.data !== undefined ? null : (
        <p role="alert" className="text-danger text-sm">
          {sentenceOf(list.error)}
        </p>
      )}
      {tokens.length === 0 ? null : (
        <ul aria-label="Access tokens" className="divide-y divide-line">
          {tokens.map((token) => (
            <AccessTokenRow
              key={token.tokenId}
              token={token}
              now={now}
              onRevoke={() => {
                setDoomed(token);
                setAsking("revoke");
              }}
            />
          ))}
        </ul>
      )}
      <div>
        <Button ref={newButton} onClick={() => setAsking("new")}>
          <Plus aria-hidden="true" />
          New token
        </Button>
      </div>
      <Dialog
        open={asking === "new"}
        onClose={close}
        title="New access token"
        finalFocus={() => shownField.current ?? newButton.current}
      >
        <NewTokenForm
          onCancel={close}
          onCreated={(made) => {
            setCreated(made);
            void list.refetch();
            close();
          }}
        />
      </Dialog>
      {doomed === null ? null : (
        <ConfirmDialog
          open={asking === "revoke"}
          onClose={close}
          onConfirm={() => void end(doomed)}
          busy={revoke.isBusy}
          title={`Revoke ${doomed.name}?`}
          consequence="The program that uses it is refused from its next request on. This cannot be undone; you can make a new token."
          confirmLabel="Revoke"
        />
      )}
    </div>
  );
};
