import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { passThrough, readOutput } from "./pass-through.mjs";
import { Refusal } from "./refusal.mjs";

const windows = process.platform === "win32";
const noNetwork = "Is this machine connected, and may it reach the npm registry (npm ping)?";

/** Everything that decides what an install puts into node_modules. */
const fingerprint = async (root) => {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(await readFile(join(root, file)));
  return hash.digest("hex");
};

const readStamp = async (file) => {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    // Absent or cut short: either way nobody has finished an install here.
    return undefined;
  }
};

/** The folder with the pinned pnpm: npx fetches it once into npm's own cache. */
const fetchPnpm = async (root, pinned) => {
  const args = ["--yes", `--package=${pinned}`, "--", "node", "-p", "process.env.PATH"];
  const { code, output } = await readOutput("npx", args, { cwd: root, shell: windows }).catch((error) => {
    if (error.code !== "ENOENT") throw error;
    throw new Refusal(
      "npx was not found. It comes with npm: install Node together with npm, from nodejs.org.",
    );
  });
  if (code !== 0) throw new Refusal(`${pinned} could not be fetched. ${noNetwork} Then start again.`);
  const folder = output.split(delimiter).find((one) => existsSync(join(one, windows ? "pnpm.cmd" : "pnpm")));
  if (folder === undefined)
    throw new Refusal(`npx fetched ${pinned} but did not say where. Update npm and start again.`);
  return folder;
};

/**
 * Makes node_modules match the lockfile, and says where Node 24 is and which folders belong in front of PATH.
 * Repeatable; when nothing has changed since the last time it only reads three files.
 * @throws Refusal when the network or npm is missing, or the install fails.
 */
export const ensureInstalled = async (root, packageManager) => {
  const modules = join(root, "node_modules");
  const node = join(modules, "node", "bin", windows ? "node.exe" : "node");
  const stampFile = join(modules, ".cloudpix-installed.json");
  const wanted = await fingerprint(root);
  // corepack appends "+sha512…" to the pin, which npm does not know.
  const pinned = packageManager.split("+")[0];

  const stamp = await readStamp(stampFile);
  let pnpm = stamp?.pnpm;
  if (stamp?.fingerprint !== wanted || !existsSync(pnpm) || !existsSync(node)) {
    console.log("CloudPix: installing what it is built from (the first time takes a minute or two)");
    pnpm = await fetchPnpm(root, pinned);
    const code = await passThrough(join(pnpm, "pnpm"), ["install", "--frozen-lockfile"], {
      cwd: root,
      shell: windows,
    });
    if (code > 128) throw new Refusal("The installation was interrupted. Start again to finish it.");
    if (code !== 0) throw new Refusal(`The installation failed (see above). ${noNetwork}`);
    if (!existsSync(node))
      throw new Refusal("Node 24 was not installed. Delete node_modules and start again.");
    await mkdir(modules, { recursive: true });
    await writeFile(stampFile, JSON.stringify({ fingerprint: wanted, pnpm }));
  }
  return { node, binFolders: [join(modules, ".bin"), pnpm] };
};
