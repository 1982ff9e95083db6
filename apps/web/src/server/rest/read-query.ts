import { AppError } from "@cloudpix/domain";

/**
 * What follows the `?`, one text per name. Whether a name is known the operation's schema says.
 * @throws AppError `input.invalid` when a name is given twice
 */
export const readQuery = (search: URLSearchParams): Record<string, string> => {
  const twice = [...new Set(search.keys())].filter((name) => search.getAll(name).length > 1);
  if (twice.length > 0) {
    const issues = twice.map((path) => ({ path, message: "Please give this once." }));
    throw new AppError("input.invalid", { issues });
  }
  return Object.fromEntries(search);
};
