import type { FileView } from "@cloudpix/domain";
import { fileExtension } from "./file-extension.ts";

/** What the sign of a file shows: finer than its kind, because to people an archive is no table. */
export type FileSign =
  | "image"
  | "video"
  | "audio"
  | "archive"
  | "code"
  | "table"
  | "slides"
  | "text"
  | "other";

const byExtension = new Map<string, FileSign>(
  (
    [
      ["archive", "ZIP GZ TGZ TAR BZ2 XZ ZST 7Z RAR ISO DMG JAR"],
      ["code", "HTML HTM CSS JS MJS TS TSX JSX JSON XML SVG PY RB GO RS C H CPP JAVA SH SQL YML YAML TOML"],
      ["table", "CSV TSV XLS XLSX ODS NUMBERS"],
      ["slides", "PPT PPTX ODP KEY"],
      ["text", "TXT MD RTF PDF DOC DOCX ODT PAGES EPUB LOG"],
    ] satisfies [FileSign, string][]
  ).flatMap(([sign, names]) => names.split(" ").map((name): [string, FileSign] => [name, sign])),
);

/** The sign for a file: pictures, films and sounds by what their bytes say, all else by the name's ending. */
export const fileSign = ({ kind, fileName }: Pick<FileView, "kind" | "fileName">): FileSign => {
  if (kind === "image" || kind === "video" || kind === "audio") return kind;
  return byExtension.get(fileExtension(fileName)) ?? (kind === "document" ? "text" : "other");
};
