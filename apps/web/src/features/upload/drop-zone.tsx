"use client";

import { UploadCloud } from "lucide-react";
import { type ReactNode, type RefObject, useEffect } from "react";
import { useDropzone } from "react-dropzone";

type Props = {
  onFiles: (files: readonly File[]) => void;
  /** Is given the function that opens the file chooser. */
  chooser: RefObject<(() => void) | null>;
  children: ReactNode;
};

const isTextField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;

/** The whole page takes dropped and pasted files; folders give all files in them. */
export const DropZone = ({ onFiles, chooser, children }: Props) => {
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    onDrop: (files) => onFiles(files),
    noClick: true,
    noKeyboard: true,
    // Its own handler hears only what is pasted while something inside has the focus.
    noPaste: true,
    multiple: true,
    useFsAccessApi: false,
  });
  useEffect(() => {
    chooser.current = open;
  }, [chooser, open]);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isTextField(event.target)) return;
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [onFiles]);

  return (
    <div {...getRootProps({ role: undefined, tabIndex: undefined })} className="min-h-dvh">
      {/* Out of the accessibility tree: the button that opens it is the control people meet. */}
      <input {...getInputProps({ style: { display: "none" } })} />
      {children}
      {isDragActive ? (
        <div className="pointer-events-none fixed inset-0 z-50 bg-page/80 p-4 backdrop-blur-sm sm:p-6">
          <div className="grid size-full place-content-center justify-items-center gap-4 rounded-[2rem] border-2 border-accent border-dashed bg-accent-wash/60 text-accent-ink">
            <UploadCloud aria-hidden="true" strokeWidth={1.5} className="size-14" />
            <p className="font-semibold text-xl tracking-tight">Drop to upload</p>
          </div>
        </div>
      ) : null}
    </div>
  );
};
