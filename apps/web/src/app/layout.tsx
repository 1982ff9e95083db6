import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { themeScript } from "../features/theme/theme.ts";
import { Toaster } from "../ui/toaster.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "CloudPix", template: "%s · CloudPix" },
  description: "Upload photos, videos and any other file, and share them by links you control.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0e0f12" },
  ],
};

/** The frame of every page. Rendered per request: the policy's nonce is new each time. */
const RootLayout = async ({ children }: { children: ReactNode }) => {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The script below may set the theme before React looks, and browsers hide nonces from it.
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <head>
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: themeScript }} suppressHydrationWarning />
      </head>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
};

export default RootLayout;
