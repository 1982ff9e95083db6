import { focusManager } from "@tanstack/react-query";

/**
 * From now on answers that are old are asked for again when a person comes back: to this tab, or to this window from
 * another one beside it, which hides nothing and which the library alone would not notice.
 */
export const watchFocus = (): void =>
  focusManager.setEventListener((comeBack) => {
    const look = () => comeBack();
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  });
