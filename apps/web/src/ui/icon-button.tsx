"use client";

import type { ComponentProps } from "react";
import { Button } from "./button.tsx";
import { Tooltip } from "./tooltip.tsx";

type Props = Omit<ComponentProps<typeof Button>, "aria-label"> & {
  /** The accessible name and the tooltip. */
  label: string;
};

/** A round button with an icon and no text. */
export const IconButton = ({ label, look = "quiet", size = "icon", ...rest }: Props) => (
  <Tooltip text={label}>
    <Button aria-label={label} look={look} size={size} {...rest} />
  </Tooltip>
);
