import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Gallery } from "../../../features/gallery/gallery.tsx";

export const metadata: Metadata = { title: "My files" };

/** The gallery lives in the layout, so that it stays as it is while the address moves from file to file. */
const FilesLayout = ({ children }: { children: ReactNode }) => (
  <>
    <Gallery />
    {children}
  </>
);

export default FilesLayout;
