import { expect, test } from "vitest";
import { fileSign } from "./file-sign.ts";

test("bytes decide for pictures, films and sounds, the ending for all else", () => {
  expect(fileSign({ kind: "video", fileName: "talk.zip" })).toBe("video");
  expect(fileSign({ kind: "other", fileName: "backup.tar.gz" })).toBe("archive");
  expect(fileSign({ kind: "document", fileName: "sums.xlsx" })).toBe("table");
  expect(fileSign({ kind: "document", fileName: "letter.pdf" })).toBe("text");
  expect(fileSign({ kind: "document", fileName: "letter" })).toBe("text");
  expect(fileSign({ kind: "other", fileName: "core" })).toBe("other");
});
