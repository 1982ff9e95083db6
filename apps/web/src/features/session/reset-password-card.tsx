"use client";

import Link from "next/link";
import { useState } from "react";
import { buttonStyles } from "../../ui/button-styles.ts";
import { AuthCard } from "./auth-card.tsx";
import { ResetPasswordForm } from "./reset-password-form.tsx";
import { useLinkToken } from "./use-link-token.ts";

/** Where the link leads that an operator made for a forgotten password: a form, or whom to ask when it is worth nothing. */
export const ResetPasswordCard = () => {
  const token = useLinkToken();
  const [invalid, setInvalid] = useState<string | null>(null);
  if (token === "" || (token !== undefined && token === invalid))
    return (
      <AuthCard
        title="This link does not work"
        lead="It was used already, is older than a day, or was not copied as a whole. Your password is as it was."
      >
        <p role="alert" className="text-pretty text-sm leading-relaxed">
          Please ask whoever runs this CloudPix for another link.
        </p>
        <Link href="/sign-in" className={buttonStyles({ class: "mt-6 w-full" })}>
          Go to sign-in
        </Link>
      </AuthCard>
    );
  return (
    <AuthCard
      title="Set a new password"
      lead="Every browser and program that is signed in to your account will be signed out."
    >
      <ResetPasswordForm key={token} token={token} onInvalid={() => setInvalid(token ?? null)} />
    </AuthCard>
  );
};
