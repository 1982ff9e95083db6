import { cva, type VariantProps } from "class-variance-authority";

/** The looks of a button, for buttons and for links that act like one. Touch targets are at least 40 px high by default. */
export const buttonStyles = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-full font-medium transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4.5 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "bg-accent text-on-accent shadow-sm hover:bg-accent-hover",
        secondary: "border border-line bg-surface text-ink shadow-xs hover:bg-hover",
        quiet: "text-ink-soft hover:bg-hover hover:text-ink",
        danger: "bg-danger text-on-danger shadow-sm hover:bg-danger-hover",
        onDark: "text-white/85 hover:bg-white/12 hover:text-white focus-visible:outline-white",
      },
      size: {
        small: "h-8 px-3 text-[13px] [&_svg]:size-4",
        medium: "h-10 px-4.5 text-sm",
        large: "h-12 px-6 text-[15px]",
        icon: "size-10",
        smallIcon: "size-8 [&_svg]:size-4",
      },
    },
    defaultVariants: { look: "secondary", size: "medium" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyles>;
