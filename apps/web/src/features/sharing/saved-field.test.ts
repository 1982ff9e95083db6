import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readVisits } from "./read-link-fields.ts";
import { createSavedField } from "./saved-field.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A field for a number of visits, "20" at first, over a server that answers when it is told to. */
const begin = () => {
  const asked: (number | null)[] = [];
  let answers: ((refusal: string | null) => void)[] = [];
  const field = createSavedField<number | null>("20", () => ({
    read: readVisits,
    write: (count) => String(count ?? ""),
    save: (count) => {
      asked.push(count);
      return new Promise((resolve) => answers.push(resolve));
    },
  }));
  const answer = async (refusal: string | null = null) => {
    const waiting = answers;
    answers = [];
    for (const resolve of waiting) resolve(refusal);
    await vi.advanceTimersByTimeAsync(0);
  };
  const shown = () => field.state().draft ?? "saved";
  return { field, asked, answer, shown };
};
const pause = () => vi.advanceTimersByTimeAsync(1_000);

test("after a pause in typing the last text is saved, once", async () => {
  const { field, asked, answer, shown } = begin();
  for (const text of ["2", "", "3", "30"]) field.type(text);
  expect(asked).toEqual([]);
  await pause();
  void field.leave();
  expect(asked).toEqual([30]);
  await answer();
  field.arrive("30");
  expect(shown()).toBe("saved");
  await pause();
  expect(asked).toEqual([30]);
});

test("leaving the field saves at once; what means the same as what is saved is not sent", async () => {
  const { field, asked, shown } = begin();
  field.type(" 020 ");
  await field.leave();
  expect(asked).toEqual([]);
  expect(shown()).toBe("saved");
  field.type("");
  void field.leave();
  expect(asked).toEqual([null]);
});

test("half a value is neither saved nor complained about until the field is left", async () => {
  const { field, asked } = begin();
  field.type("many");
  await pause();
  expect(field.state().refusal).toBeNull();
  await field.leave();
  expect(field.state()).toMatchObject({ draft: "many", refusal: expect.stringContaining("whole number") });
  field.type("3");
  expect(field.state().refusal).toBeNull();
  await pause();
  expect(asked).toEqual([3]);
});

test("what is typed while another value is on its way is kept, and saved after it", async () => {
  const { field, asked, answer, shown } = begin();
  field.type("3");
  await pause();
  field.type("35");
  await answer();
  field.arrive("3");
  expect(shown()).toBe("35");
  await pause();
  expect(asked).toEqual([3, 35]);
});

test("going back to the old value while a new one is on its way is saved too", async () => {
  const { field, asked } = begin();
  field.type("3");
  await pause();
  field.type("20");
  void field.leave();
  expect(asked).toEqual([3, 20]);
});

test("a refused value stays in the field with its reason, and leaving the field tries again", async () => {
  const { field, asked, answer, shown } = begin();
  field.type("3");
  await pause();
  await answer("CloudPix does not answer.");
  expect(shown()).toBe("3");
  expect(field.state().refusal).toBe("CloudPix does not answer.");
  void field.leave();
  expect(asked).toEqual([3, 3]);
});

test("a refusal of what was typed before says nothing of what is typed now", async () => {
  const { field, answer } = begin();
  field.type("3");
  await pause();
  field.type("35");
  await answer("CloudPix does not answer.");
  expect(field.state()).toEqual({ draft: "35", refusal: null });
});

test("a field that goes away within the pause saves what can be saved", () => {
  const { field, asked } = begin();
  field.type("7");
  void field.close();
  expect(asked).toEqual([7]);
  field.type("many");
  void field.close();
  expect(asked).toEqual([7]);
});

test("a change from elsewhere is shown while nobody types, and takes nothing from somebody who does", () => {
  const { field, shown } = begin();
  field.arrive("50");
  expect(shown()).toBe("saved");
  field.type("3");
  field.arrive("60");
  expect(shown()).toBe("3");
});
