/**
 * `npm start|test|dev|doctor|admin|bench`, on any machine with Node 18 and npm: installs what the lockfile names when that
 * has changed, then runs the root script `on-24:<name>` under the Node 24 that was installed with it.
 * Extra arguments, signals and the exit code pass through. No dependencies: nothing is installed yet when this runs.
 */
import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./ensure-installed.mjs";
import { passThrough } from "./pass-through.mjs";
import { Refusal } from "./refusal.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const main = async () => {
  const [name, ...extra] = process.argv.slice(2);
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const script = manifest.scripts[`on-24:${name}`];
  if (script === undefined) {
    const known = Object.keys(manifest.scripts).flatMap((key) => key.match(/^on-24:(.+)$/)?.[1] ?? []);
    throw new Refusal(
      `There is no "${name}" here. Try one of: ${known.map((one) => `npm run ${one}`).join(", ")}.`,
    );
  }
  const [program, ...args] = script.split(" ");
  if (program !== "node") throw new Refusal(`The script on-24:${name} must start with "node".`);

  const { node, binFolders } = await ensureInstalled(root, manifest.packageManager);
  return passThrough(node, [...args, ...extra], {
    cwd: root,
    env: { ...process.env, PATH: [...binFolders, process.env.PATH].join(delimiter) },
    // The other end of this channel closes when this process is killed: how the child notices that it is alone.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
};

if (Number.parseInt(process.versions.node, 10) < 18) {
  console.error(
    `CloudPix needs Node 18 or newer to begin with; this is ${process.versions.node}. Get one at nodejs.org.`,
  );
  process.exit(1);
}
// An empty HOME makes npm and pnpm write into a folder named "~" in here; without it they ask the system.
if (process.env.HOME === "") delete process.env.HOME;

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    process.exit(1);
  },
);
