import { createEndProgram } from "./end-program.ts";
import { createLog } from "./log.ts";

/**
 * The settings that `read` gives; or the end of the program, with one line of its log that holds the sentences of what it
 * threw: whoever sets settings needs no stack.
 */
export const settingsOrEnd = async <Settings>(process: string, read: () => Settings): Promise<Settings> => {
  try {
    return read();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return createEndProgram(createLog({ process, level: "info" }))(undefined, said);
  }
};
