"use client";

import type { MyShareLinkView } from "@cloudpix/domain";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useTRPCClient } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { revokeConsequence, revokeQuestion } from "../sharing/revoke-words.ts";
import { useRevokeLinks } from "../sharing/use-revoke-links.ts";
import { allQuestion } from "./all-question.ts";
import { countRevocable } from "./count-revocable.ts";

type Question = { title: string; consequence: string; confirmLabel: string; act: () => Promise<boolean> };

/** Asks before links end, and ends them. Whoever uses it renders `question`. */
export const useRevokeQuestion = (onRevoked: () => void) => {
  const client = useTRPCClient();
  const { isRevoking, revoke, revokeAll } = useRevokeLinks();
  // Kept while the question fades out, so that its words do not vanish before it does.
  const [asked, setAsked] = useState<Question | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const [isCounting, setIsCounting] = useState(false);
  const put = (question: Question) => {
    setAsked(question);
    setIsAsking(true);
  };

  const ask = (links: readonly MyShareLinkView[]) => {
    const fileName = links.length === 1 ? links[0]?.file?.fileName : undefined;
    put({
      title: revokeQuestion(links.length),
      consequence: revokeConsequence(links.length, fileName),
      confirmLabel: "Revoke",
      act: () => revoke(links.map(({ linkId }) => linkId)),
    });
  };
  const askAll = async () => {
    setIsCounting(true);
    try {
      const counted = await countRevocable((input) => client.shares.listMine.query(input));
      if (counted.count === 0 && !counted.isMore) toast.message("There is no link left to revoke.");
      else
        put({
          title: allQuestion(counted),
          consequence: revokeConsequence(2),
          confirmLabel: "Revoke all",
          act: () => revokeAll(),
        });
    } catch (error) {
      toast.error(sentenceOf(error));
    }
    setIsCounting(false);
  };
  const confirm = async () => {
    if (!(await asked?.act())) return;
    setIsAsking(false);
    onRevoked();
  };

  const question: ReactNode = asked && (
    <ConfirmDialog
      open={isAsking}
      onClose={() => setIsAsking(false)}
      onConfirm={() => void confirm()}
      busy={isRevoking}
      title={asked.title}
      consequence={asked.consequence}
      confirmLabel={asked.confirmLabel}
    />
  );
  return { ask, askAll, isCounting, question };
};
