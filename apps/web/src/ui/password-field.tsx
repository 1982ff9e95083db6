"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "./button.tsx";
import { TextField } from "./text-field.tsx";

/** A field for a password, with a button that shows what was typed. */
export const PasswordField = (props: Omit<ComponentProps<typeof TextField>, "type" | "end">) => {
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      {...props}
      type={isShown ? "text" : "password"}
      // Shown characters are still no text for dictionaries and correction.
      spellCheck={false}
      autoCapitalize="none"
      end={
        // Its name must not hold the word of the field's own label: people and programs look the field up by it.
        <Button
          look="quiet"
          size="icon"
          // Nothing would happen.
          className="noscript:hidden"
          aria-label="Show characters"
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </Button>
      }
    />
  );
};
