import type { FileKind } from "@cloudpix/domain";
import { File, FileText, Image, type LucideIcon, Music, Video } from "lucide-react";

const icons: Record<FileKind, LucideIcon> = {
  image: Image,
  video: Video,
  audio: Music,
  document: FileText,
  other: File,
};

/** The sign of a kind of file; decoration, the name stands beside it. */
export const KindIcon = ({ kind, className }: { kind: FileKind; className?: string }) => {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" strokeWidth={1.5} className={className} />;
};
