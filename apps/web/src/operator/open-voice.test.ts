import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = `
  import { openVoice } from ${JSON.stringify(import.meta.resolve("./open-voice.ts"))};
  const { say, remark } = openVoice();
  process.stdin.resume().on("end", () => {
    for (let line = 0; line < 3; line += 1) { say("answer"); remark("remark"); }
    process.exitCode = 7;
  });`;

/** The exit code of a program that speaks only after its listener has gone. */
const exitCodeWithout = async (stream: "stdout" | "stderr") => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
  });
  const exited = once(child, "exit");
  child[stream].destroy();
  await once(child[stream], "close");
  child.stdin.end();
  const [code] = await exited;
  return code;
};

test("whoever stops reading the answer ends nothing: the exit code is the command's", async () => {
  expect(await exitCodeWithout("stdout")).toBe(7);
});

test("whoever stops reading the remarks ends nothing either", async () => {
  expect(await exitCodeWithout("stderr")).toBe(7);
});
