import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "../../features/session/auth-card.tsx";
import { safeNextPath } from "../../features/session/safe-next-path.ts";
import { SignInForm } from "../../features/session/sign-in-form.tsx";
import { SignInNotice } from "../../features/session/sign-in-notice.tsx";
import { currentUser } from "../../server/current-user.ts";

export const metadata: Metadata = { title: "Sign in" };

type Given = string | string[] | undefined;
type Props = { searchParams: Promise<{ next?: Given; notice?: Given }> };

const one = (given: Given) => (typeof given === "string" ? given : null);

const Page = async ({ searchParams }: Props) => {
  const { next, notice } = await searchParams;
  const wanted = one(next);
  if ((await currentUser()) !== null) redirect(safeNextPath(wanted));
  return (
    <AuthCard
      title="Welcome back"
      lead="Sign in to see your files."
      footer={
        <>
          <p>
            New here?{" "}
            <Link href="/register" className="font-medium text-accent-ink underline-offset-4 hover:underline">
              Create an account
            </Link>
          </p>
          <p className="mt-3 text-balance text-xs">
            Forgotten your password? Ask whoever runs this CloudPix for a link to set a new one.
          </p>
        </>
      }
    >
      <SignInNotice notice={one(notice)} />
      <SignInForm next={wanted} />
    </AuthCard>
  );
};

export default Page;
