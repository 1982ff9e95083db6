"use client";

import { createContext, type ReactNode, useContext } from "react";

const Context = createContext<number | null>(null);

/** Tells everything below how many days the trash keeps what is in it; the server alone knows. */
export const TrashDays = ({ days, children }: { days: number; children: ReactNode }) => (
  <Context value={days}>{children}</Context>
);

/** How many days the trash keeps. Throws outside of {@link TrashDays}, which is a mistake in the program. */
export const useTrashDays = (): number => {
  const days = useContext(Context);
  if (days === null) throw new Error("useTrashDays needs TrashDays above it.");
  return days;
};
