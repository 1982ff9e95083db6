/** Starts `count` calls at once, before any has answered; their answers in the order of the calls. */
export const inParallel = <Answer>(
  count: number,
  call: (index: number) => Promise<Answer>,
): Promise<Answer[]> => Promise.all(Array.from({ length: count }, (_, index) => call(index)));
