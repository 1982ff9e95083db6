"use client";

import { Upload } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { useUploads } from "./upload-provider.tsx";

/** Opens the file chooser. On phones only its sign is seen. */
export const UploadButton = () => (
  <Button look="primary" onClick={useUploads().choose} className="max-sm:size-10 max-sm:px-0">
    <Upload aria-hidden="true" />
    <span className="max-sm:sr-only">Upload</span>
  </Button>
);
