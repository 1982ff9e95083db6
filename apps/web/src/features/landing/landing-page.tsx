import { Clock, Images, Link2, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { buttonStyles } from "../../ui/button-styles.ts";
import { Wordmark } from "../../ui/wordmark.tsx";
import { GalleryPicture } from "./gallery-picture.tsx";

const points = [
  {
    Icon: Images,
    title: "Everything in one place",
    text: "Photos, videos, music, documents. Drop them in and see them in a gallery within seconds.",
  },
  {
    Icon: Link2,
    title: "Share with a link",
    text: "One click makes a link. Whoever gets it needs no account and no app.",
  },
  {
    Icon: Clock,
    title: "Links that end",
    text: "Choose when a link expires, or switch it off at once. You see how often it was opened.",
  },
  {
    Icon: ShieldCheck,
    title: "Yours alone",
    text: "Nothing is public until you share it, and originals are kept byte for byte.",
  },
];

/** The front page for people who are not signed in. */
export const LandingPage = () => (
  <div className="flex min-h-dvh flex-col overflow-x-clip">
    <header className="mx-auto flex w-full max-w-6xl items-center gap-1 px-4 py-5 sm:gap-2 sm:px-8">
      <Wordmark className="mr-auto" />
      <Link href="/sign-in" className={buttonStyles({ look: "quiet" })}>
        Sign in
      </Link>
      <Link href="/register" className={buttonStyles({ look: "secondary", class: "max-sm:hidden" })}>
        Create account
      </Link>
    </header>
    <main className="mx-auto w-full max-w-6xl px-4 sm:px-8">
      <section className="mx-auto max-w-3xl pt-14 pb-14 text-center sm:pt-24 sm:pb-16">
        <h1 className="font-semibold text-[2.6rem] leading-[1.06] tracking-[-0.035em] sm:text-6xl">
          Your pictures, kept well and shared simply
        </h1>
        <p className="mx-auto mt-6 max-w-xl text-balance text-ink-soft text-lg leading-relaxed">
          Upload photos, videos and any other file, see them at once, and share them by links that you
          control.
        </p>
        <div className="mt-9 flex flex-wrap justify-center gap-3">
          <Link href="/register" className={buttonStyles({ look: "primary", size: "large" })}>
            Get started
          </Link>
          <Link href="/sign-in" className={buttonStyles({ look: "secondary", size: "large" })}>
            I have an account
          </Link>
        </div>
      </section>
      <GalleryPicture />
      <ul className="grid gap-x-10 gap-y-9 pt-28 pb-24 sm:grid-cols-2 lg:grid-cols-4">
        {points.map(({ Icon, title, text }) => (
          <li key={title}>
            <Icon aria-hidden="true" strokeWidth={1.7} className="size-6 text-accent-ink" />
            <h2 className="mt-4 font-semibold text-base">{title}</h2>
            <p className="mt-1.5 text-ink-soft text-sm leading-relaxed">{text}</p>
          </li>
        ))}
      </ul>
    </main>
  </div>
);
