/** The columns of a link: those of the table on wide screens; on others what a card has side by side. */
export const linkColumns =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2.5 lg:grid-cols-[1.25rem_minmax(0,1fr)_6.5rem_5.5rem_9.5rem_9.5rem_5rem] lg:gap-x-4";
