"use client";

import { useEffect, useState } from "react";

/**
 * The token behind the `#` of this page's address, and at once out of it: neither the history nor a look over somebody's
 * shoulder shall keep it. Undefined until it has been looked for; "" when there was none.
 */
export const useLinkToken = (): string | undefined => {
  const [token, setToken] = useState<string>();
  useEffect(() => {
    const read = () => {
      const given = new URLSearchParams(window.location.hash.slice(1)).get("token");
      if (given !== null) window.history.replaceState(null, "", window.location.pathname);
      setToken((before) => given ?? before ?? "");
    };
    read();
    // Another link pasted into this tab changes the fragment alone and loads nothing.
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return token;
};
