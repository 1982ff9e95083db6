"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";

/** Ends every session but this one. */
export const SignOutEverywhere = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const end = useMutation(
    trpc.auth.signOutEverywhere.mutationOptions({
      onSuccess: () => {
        setIsAsking(false);
        void queries.invalidateQueries({ queryKey: trpc.auth.listAccessTokens.queryKey() });
        toast.success("Signed out everywhere else");
      },
      onError: (error) => toast.error(sentenceOf(error)),
    }),
  );
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>Sign out everywhere else</Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => end.mutate()}
        busy={end.isPending}
        title="Sign out everywhere else?"
        consequence="Every other browser, phone and program has to sign in again, and all your access tokens end for good. You stay signed in here."
        confirmLabel="Sign out"
      />
    </>
  );
};
