import { runToEnd } from "../stack/run-to-end.ts";

/** The paths that differ from the last commit, as `git status` lists them; undefined outside of a git working tree. */
export const changedPaths = async (root: string): Promise<string[] | undefined> => {
  const { code, output } = await runToEnd("git", ["status", "--porcelain"], { cwd: root }).catch(() => ({
    // No git on this machine.
    code: 1,
    output: "",
  }));
  return code === 0 ? output.split("\n").filter((line) => line !== "") : undefined;
};
