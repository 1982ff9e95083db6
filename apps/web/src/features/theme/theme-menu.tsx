"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuRadioGroup, MenuRadioItem } from "../../ui/menu.tsx";
import { Theme } from "./theme.ts";
import { useTheme } from "./use-theme.ts";

const choices = [
  { theme: "system", label: "System", Icon: Monitor },
  { theme: "light", label: "Light", Icon: Sun },
  { theme: "dark", label: "Dark", Icon: Moon },
] as const;

/** Lets a person choose light, dark or what their device says. */
export const ThemeMenu = () => {
  const [theme, choose] = useTheme();
  const Current = choices.find((choice) => choice.theme === theme)?.Icon ?? Monitor;
  return (
    <Menu
      trigger={
        <IconButton label="Appearance">
          <Current aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuRadioGroup value={theme} onValueChange={(value) => choose(Theme.parse(value))}>
        {choices.map(({ theme: value, label, Icon }) => (
          <MenuRadioItem key={value} value={value} closeOnClick>
            <Icon aria-hidden="true" />
            {label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  );
};
