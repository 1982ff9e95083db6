import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type AzuriteOutput, readAzuriteOutput } from "./azurite-output.ts";
import { azuriteConnectionString } from "./connection-string.ts";
import { firstAnswer } from "./first-answer.ts";

const START_MS = 30_000;
const STOP_MS = 10_000;

export type StartAzuriteOptions = {
  /** Everything Azurite keeps; created when missing. Started again on the same folder, it has everything again. */
  folder: string;
  host?: string;
  /** 0, the default, takes a free port. */
  blobPort?: number;
  queuePort?: number;
  /** Name and base64 key of the account; without it "cloudpix" and a fresh random key. */
  account?: { name: string; key: string };
  /** PEM files. With them it speaks https only and accepts (unsigned) Entra tokens, as identity-based access needs. */
  tls?: { certificateFile: string; keyFile: string };
};

export type Azurite = {
  connectionString: string;
  /** Endpoints that name the account, without a final slash. */
  blobUrl: string;
  queueUrl: string;
  pid: number;
  /** Resolves when the process has ended, for whatever reason, with its last words. */
  ended: Promise<string>;
  /**
   * Lets requests under way finish, saves, ends; repeatable.
   * Rejects when it had to be killed before it had saved (after 10 s).
   */
  stop(): Promise<void>;
};

const commandLine = (options: StartAzuriteOptions): string[] => {
  const host = options.host ?? "127.0.0.1";
  return [
    fileURLToPath(new URL("./serve-azurite.ts", import.meta.url)),
    ...["--location", options.folder],
    ...["--blobHost", host, "--blobPort", String(options.blobPort ?? 0)],
    ...["--queueHost", host, "--queuePort", String(options.queuePort ?? 0)],
    // The storage SDKs speak a newer API version than Azurite knows by name.
    "--skipApiVersionCheck",
    "--disableProductStyleUrl",
    "--disableTelemetry",
    "--silent",
    ...(options.tls
      ? ["--oauth", "basic", "--cert", options.tls.certificateFile, "--key", options.tls.keyFile]
      : []),
  ];
};

const stopper = (child: ChildProcess, output: AzuriteOutput, ended: Promise<string>) => async () => {
  child.kill("SIGTERM");
  const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(deadline);
  // A request that never ends keeps the process, but by then both services have saved.
  if (child.signalCode === "SIGKILL" && !output.closedCleanly()) {
    throw new Error(`Azurite did not stop within ${STOP_MS} ms and was killed: ${output.tail()}`);
  }
};

const spawnAzurite = (options: StartAzuriteOptions, account: { name: string; key: string }) => {
  // NODE_OPTIONS may preload our telemetry, AZURITE_DB would move the metadata out of the folder.
  const { NODE_OPTIONS: _preloads, AZURITE_DB: _database, ...environment } = process.env;
  return spawn(process.execPath, commandLine(options), {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: {
      ...environment,
      AZURITE_ACCOUNTS: `${account.name}:${account.key}`,
      // To check the source of a copy it calls itself.
      ...(options.tls ? { NODE_EXTRA_CA_CERTS: options.tls.certificateFile } : {}),
    },
  });
};

/**
 * Starts Azurite's blob and queue services in one child process and resolves once both answer (about 2 s).
 * The child does not hear Ctrl-C, so that its parent decides when it stops, and ends by itself when the parent is gone.
 * Rejects with Azurite's own words when it dies or does not answer within 30 s.
 */
export const startAzurite = async (options: StartAzuriteOptions): Promise<Azurite> => {
  const account = options.account ?? { name: "cloudpix", key: randomBytes(64).toString("base64") };
  const scheme = options.tls ? "https" : "http";
  const host = options.host ?? "127.0.0.1";
  await mkdir(options.folder, { recursive: true });

  const child = spawnAzurite(options, account);
  const output = readAzuriteOutput(child.stdout, child.stderr);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(`code ${code ?? signal}: ${output.tail()}`));
  });
  const stop = stopper(child, output, ended);

  const ready = async (): Promise<Omit<Azurite, "ended" | "stop">> => {
    const { blobPort, queuePort } = await output.ports;
    const at = (port: number) =>
      `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}/${account.name}`;
    const [blobUrl, queueUrl] = [at(blobPort), at(queuePort)];
    await Promise.all([firstAnswer(blobUrl, START_MS), firstAnswer(queueUrl, START_MS)]);
    const connectionString = azuriteConnectionString(account, { blobUrl, queueUrl });
    return { connectionString, blobUrl, queueUrl, pid: child.pid ?? 0 };
  };

  const giveUp = new AbortController();
  try {
    const started = await Promise.race([
      ready(),
      ended.then((words) => Promise.reject(new Error(`Azurite did not start: ${words}`))),
      sleep(START_MS, undefined, { signal: giveUp.signal }).then(() =>
        Promise.reject(new Error(`Azurite did not answer within ${START_MS} ms: ${output.tail()}`)),
      ),
    ]);
    return { ...started, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    giveUp.abort();
  }
};
