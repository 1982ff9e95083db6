import type { FileView } from "@cloudpix/domain";
import {
  File,
  FileArchive,
  FileCode,
  FileSpreadsheet,
  FileText,
  Film,
  Image,
  type LucideIcon,
  Music,
  Presentation,
} from "lucide-react";
import { type FileSign, fileSign } from "./file-sign.ts";

const icons: Record<FileSign, LucideIcon> = {
  image: Image,
  video: Film,
  audio: Music,
  archive: FileArchive,
  code: FileCode,
  table: FileSpreadsheet,
  slides: Presentation,
  text: FileText,
  other: File,
};

type Props = { file: Pick<FileView, "kind" | "fileName">; className?: string };

/** The sign of a file; decoration, the name stands beside it. */
export const KindIcon = ({ file, className }: Props) => {
  const Icon = icons[fileSign(file)];
  return <Icon aria-hidden="true" strokeWidth={1.5} className={className} />;
};
