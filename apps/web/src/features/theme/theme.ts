import { z } from "zod";

/** What a person chose; `system` follows the device. */
export const Theme = z.enum(["system", "light", "dark"]);
export type Theme = z.infer<typeof Theme>;

const key = "theme";

/**
 * Runs in <head> before anything is painted, so that no page flashes in the wrong colours.
 * Storage may be blocked; the system's choice then stands.
 */
export const themeScript = `try{var t=localStorage.getItem("${key}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

/** The choice in force on this page. */
export const readTheme = (): Theme =>
  Theme.catch("system").parse(document.documentElement.getAttribute("data-theme"));

/** Puts the choice into force at once and remembers it on this device, where the device lets it. */
export const applyTheme = (theme: Theme): void => {
  if (theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
};
