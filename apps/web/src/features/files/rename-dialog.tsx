"use client";

import type { FileView, RenameFileInput } from "@cloudpix/domain";
import { type ComponentProps, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { FormAlert } from "../session/form-alert.tsx";
import { useSubmit } from "../session/use-submit.ts";
import { renameFile } from "./rename-file.ts";
import { stemLength } from "./stem-length.ts";

type Props = Pick<ComponentProps<typeof Dialog>, "open" | "onClose" | "finalFocus"> & {
  file: FileView;
  /** Rejects with what the server said. */
  onRename: (input: RenameFileInput) => Promise<unknown>;
};

type FormProps = Pick<Props, "file" | "onRename" | "onClose"> & {
  field: ComponentProps<typeof TextField>["ref"];
};

const RenameForm = ({ file, onRename, onClose, field }: FormProps) => {
  const { form, button, sentence, errorOf } = useSubmit({
    send: (fields) => renameFile(file, fields, onRename),
    onDone: () => {
      onClose();
    },
  });
  return (
    <form {...form} className="grid gap-5">
      <FormAlert text={sentence} />
      <TextField
        ref={field}
        name="fileName"
        label="Name"
        required
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        defaultValue={file.fileName}
        onFocus={({ currentTarget }) => currentTarget.setSelectionRange(0, stemLength(currentTarget.value))}
        error={errorOf("fileName")}
      />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button {...button} look="primary">
          Save
        </Button>
      </div>
    </form>
  );
};

/** Asks for the other name of a file; what comes before the extension is selected, so that typing replaces it. */
export const RenameDialog = ({ file, open, onClose, onRename, finalFocus }: Props) => {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog open={open} onClose={onClose} title="Rename" initialFocus={field} finalFocus={finalFocus}>
      <RenameForm file={file} onRename={onRename} onClose={onClose} field={field} />
    </Dialog>
  );
};
