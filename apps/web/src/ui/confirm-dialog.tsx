"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ComponentProps } from "react";
import { Button } from "./button.tsx";

type Props = {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  busy?: boolean;
  title: string;
  /** What will happen, and whether it can be taken back. */
  consequence: string;
  confirmLabel: string;
  /** What leads back; "Cancel" unless given. */
  cancelLabel?: string | undefined;
  /** Where the focus goes when it closes; unless given, back to where it came from. */
  finalFocus?: ComponentProps<typeof AlertDialog.Popup>["finalFocus"];
};

/** Asks once before something is taken away. The safe answer has the focus. */
export const ConfirmDialog = (props: Props) => (
  <AlertDialog.Root open={props.open} onOpenChange={(next) => (next ? undefined : props.onClose())}>
    <AlertDialog.Portal>
      <AlertDialog.Backdrop forceRender className="fade-in fixed inset-0 z-50 bg-scrim" />
      <AlertDialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center p-4 sm:items-center">
        <AlertDialog.Popup
          finalFocus={props.finalFocus}
          className="pop-in w-full max-w-sm rounded-3xl border border-line bg-raised p-6 shadow-float outline-none"
        >
          <AlertDialog.Title className="break-words font-semibold text-lg leading-tight">
            {props.title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-soft text-sm leading-relaxed">
            {props.consequence}
          </AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Close render={<Button look="quiet">{props.cancelLabel ?? "Cancel"}</Button>} />
            <Button look="danger" busy={props.busy ?? false} onClick={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Viewport>
    </AlertDialog.Portal>
  </AlertDialog.Root>
);
