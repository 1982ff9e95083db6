"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactElement, ReactNode, RefObject } from "react";
import { cn } from "./cn.ts";

const itemStyles =
  "flex min-h-10 items-center gap-3 rounded-xl px-3 text-sm outline-none data-highlighted:bg-hover [&_svg]:size-4.5 [&_svg]:shrink-0 [&_svg]:text-ink-soft";

type Props = {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  /** Given where something else opens it too; else the menu knows by itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Takes the focus when the menu closes, unless an action has moved it on; the trigger unless given. */
  finalFocus?: RefObject<HTMLElement | null>;
};

/** A dialog that an action opened has the focus before the menu has faded out. */
const isFocusElsewhere = () => {
  const focused = document.activeElement;
  return focused !== null && focused !== document.body && focused.closest("[role=menu]") === null;
};

/** A button that opens a list of actions. */
export const Menu = ({ trigger, children, finalFocus, ...state }: Props) => (
  <Base.Root {...state}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={8} align="end" className="z-60 outline-none">
        <Base.Popup
          finalFocus={finalFocus && (() => (isFocusElsewhere() ? false : (finalFocus.current ?? true)))}
          className="pop-in min-w-52 origin-(--transform-origin) rounded-2xl border border-line bg-raised p-1.5 shadow-float outline-none"
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

type ItemProps = Omit<ComponentProps<typeof Base.Item>, "className"> & { tone?: "plain" | "danger" };

/** One action of a {@link Menu}. */
export const MenuItem = ({ tone = "plain", ...rest }: ItemProps) => (
  <Base.Item className={cn(itemStyles, tone === "danger" && "text-danger [&_svg]:text-danger")} {...rest} />
);

/** A way to another page inside a {@link Menu}; give the link as `render`. */
export const MenuLinkItem = (props: Omit<ComponentProps<typeof Base.LinkItem>, "className">) => (
  <Base.LinkItem className={itemStyles} closeOnClick {...props} />
);

/** A choice of one among several inside a {@link Menu}. */
export const MenuRadioGroup = Base.RadioGroup;

/** One choice of a {@link MenuRadioGroup}. */
export const MenuRadioItem = ({
  children,
  ...rest
}: Omit<ComponentProps<typeof Base.RadioItem>, "className">) => (
  <Base.RadioItem className={itemStyles} {...rest}>
    {children}
    <Base.RadioItemIndicator className="ml-auto">
      <Check aria-hidden="true" />
    </Base.RadioItemIndicator>
  </Base.RadioItem>
);

/** The line between two groups of a {@link Menu}. */
export const MenuSeparator = () => <Base.Separator className="mx-2 my-1.5 h-px bg-line" />;
