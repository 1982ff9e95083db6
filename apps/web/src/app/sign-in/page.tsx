import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "../../features/session/auth-card.tsx";
import { safeNextPath } from "../../features/session/safe-next-path.ts";
import { SignInForm } from "../../features/session/sign-in-form.tsx";
import { currentUser } from "../../server/current-user.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

const Page = async ({ searchParams }: Props) => {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : null;
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
            Forgotten your password? Ask the administrator of this installation for a link to set a new one.
          </p>
        </>
      }
    >
      <SignInForm next={wanted} />
    </AuthCard>
  );
};

export default Page;
