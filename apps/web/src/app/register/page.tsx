import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DataProvider } from "../../features/data/data-provider.tsx";
import { AuthCard } from "../../features/session/auth-card.tsx";
import { RegisterForm } from "../../features/session/register-form.tsx";
import { currentUser } from "../../server/current-user.ts";

export const metadata: Metadata = { title: "Create account" };

const Page = async () => {
  if ((await currentUser()) !== null) redirect("/files");
  return (
    <AuthCard
      title="Create your account"
      lead="It takes a moment, and your files are yours alone until you share them."
      footer={
        <>
          Already have an account?{" "}
          <Link href="/sign-in" className="font-medium text-accent-ink underline-offset-4 hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <DataProvider>
        <RegisterForm />
      </DataProvider>
    </AuthCard>
  );
};

export default Page;
