import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonStyles } from "./button-styles.ts";
import { cn } from "./cn.ts";
import { Spinner } from "./spinner.tsx";

type Props = Omit<ComponentProps<typeof BaseButton>, "className"> &
  ButtonLook & {
    className?: string;
    /** Shows a spinner and takes no clicks, but keeps the focus. */
    busy?: boolean;
  };

/** A button of type `button` unless told otherwise. */
export const Button = ({ look, size, busy = false, className, children, disabled, ...rest }: Props) => (
  <BaseButton
    type="button"
    className={cn(buttonStyles({ look, size }), className)}
    disabled={disabled === true || busy}
    focusableWhenDisabled={busy}
    aria-busy={busy || undefined}
    {...rest}
  >
    {busy ? <Spinner /> : null}
    {children}
  </BaseButton>
);
