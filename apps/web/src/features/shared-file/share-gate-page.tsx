import {
  CircleOff,
  CircleQuestionMark,
  Clock,
  CloudOff,
  type LucideIcon,
  TicketX,
  TimerReset,
} from "lucide-react";
import Link from "next/link";
import { buttonStyles } from "../../ui/button-styles.ts";
import { NoticePage } from "../frame/notice-page.tsx";
import type { GateReason } from "./gate-reason.ts";

const gates: Record<GateReason, { title: string; sentence: string; Icon: LucideIcon }> = {
  expired: {
    title: "This link has expired",
    sentence: "It was set to end, and its time has passed. Ask the person who sent it to you for a new one.",
    Icon: Clock,
  },
  revoked: {
    title: "This link was switched off",
    sentence: "Its owner no longer shares what it led to. Ask them if you still need it.",
    Icon: CircleOff,
  },
  used_up: {
    title: "This link has been used up",
    sentence: "It has been opened as often as its owner allowed. Ask them for a new one.",
    Icon: TicketX,
  },
  not_found: {
    title: "There is nothing here",
    sentence:
      "No link has this address. Perhaps a part of it was lost on its way; try to copy it again as a whole.",
    Icon: CircleQuestionMark,
  },
  rate_limited: {
    title: "One moment, please",
    sentence: "Too many links were opened from your network just now. Try again in a minute.",
    Icon: TimerReset,
  },
  unavailable: {
    title: "Not available right now",
    sentence: "Something on our side does not answer. The link is fine; try again in a moment.",
    Icon: CloudOff,
  },
};

/** Where what passes by itself is tried again: the same address, which may hold a visit; the one without its refusal. */
const again: Partial<Record<GateReason, string>> = { rate_limited: "?", unavailable: "" };

type Props = {
  reason: GateReason;
  /** What to give to whoever runs the site, where something failed. */
  reference?: string | undefined;
};

/** What a visitor reads instead of the shared file. Reveals no name, neither of the file nor of its owner. */
export const ShareGatePage = ({ reason, reference }: Props) => {
  const { title, sentence, Icon } = gates[reason];
  const next = again[reason];
  return (
    <NoticePage
      title={title}
      reference={reference}
      action={
        next === undefined ? (
          <Link href="/" className={buttonStyles({ look: "quiet" })}>
            What is CloudPix?
          </Link>
        ) : (
          <a href={next} className={buttonStyles({ look: "primary" })}>
            Try again
          </a>
        )
      }
      sign={
        <span className="grid size-16 place-items-center rounded-full bg-sunken text-ink-soft">
          <Icon aria-hidden="true" strokeWidth={1.6} className="size-8" />
        </span>
      }
    >
      {sentence}
    </NoticePage>
  );
};
