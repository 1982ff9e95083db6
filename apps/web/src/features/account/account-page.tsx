"use client";

import type { UserView } from "@cloudpix/domain";
import { PageMain } from "../frame/page-main.tsx";
import { useProfile } from "../frame/use-profile.ts";
import { AccessTokens } from "./access-tokens.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { LinkDefaultsField } from "./link-defaults-field.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { SignOutEverywhere } from "./sign-out-everywhere.tsx";
import { StorageBreakdown } from "./storage-breakdown.tsx";

/** Everything a person can say about themself, and what they hold here. */
export const AccountPage = ({ user: initial }: { user: UserView }) => {
  const user = useProfile(initial);
  return (
    <PageMain width="text">
      <h1 className="font-semibold text-2xl">Account</h1>
      <p className="mt-1.5 mb-7 truncate text-ink-soft text-sm sm:mb-9">Signed in as {user.email}</p>
      <SettingsSection title="Profile" lead="How the people you share with know you.">
        <ProfileForm user={user} />
      </SettingsSection>
      <SettingsSection title="Links" lead="What a link gets when you make it with one click.">
        <LinkDefaultsField user={user} />
      </SettingsSection>
      <SettingsSection title="Storage" lead="What takes up your space.">
        <StorageBreakdown />
      </SettingsSection>
      <SettingsSection
        title="Password"
        lead="Changing it signs out every other browser, phone and program, and ends your access tokens."
      >
        <PasswordForm user={user} />
      </SettingsSection>
      <SettingsSection
        title="Sessions"
        lead="Left yourself signed in on a device that is not yours? End everything but this browser."
      >
        <SignOutEverywhere />
      </SettingsSection>
      <SettingsSection
        title="Access tokens"
        lead={
          <>
            Let programs of yours work with your files and links, each with no more than it needs.{" "}
            <a
              href="/api/docs"
              className="whitespace-nowrap font-medium text-accent-ink underline-offset-4 hover:underline"
            >
              What programs can do
            </a>
          </>
        }
      >
        <AccessTokens />
      </SettingsSection>
      <SettingsSection title="Delete account" lead="Your files, links and tokens go with it, for good.">
        <DeleteAccount user={user} />
      </SettingsSection>
    </PageMain>
  );
};
