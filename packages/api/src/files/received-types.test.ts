import { afterEach, beforeEach, expect, test } from "vitest";
import { inPieces, receiveForm } from "../../test/receive-form.ts";
import { codeOf, openWorld, type World } from "../../test/world.ts";
import type { ReceivedFile } from "./receive-upload.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const receive = (given: Partial<ReceivedFile>) => receiveForm(world, ada, given);
const expectNothingLeft = async () => expect((await ada.auth.profile()).usedBytes).toBe(0);

test.each(["../../etc/passwd", "a\0.jpg", "a\r\nb.jpg", "", "..", "gpj\u202Eexe.jpg", "x".repeat(256)])(
  "%j is no file name, said before a byte is read",
  async (fileName) => {
    const source = (async function* (): AsyncGenerator<Uint8Array> {
      yield* [];
      throw new Error("nobody should have asked for bytes");
    })();
    expect(await codeOf(receive({ fileName, source }))).toBe("input.invalid");
    await expectNothingLeft();
  },
);

test("a name is kept as it was sent; a declared type that is none is passed over for what the name says", async () => {
  const html = new TextEncoder().encode("<script>1</script>");
  const named = { fileName: " café 100%?#.html ", declaredType: "not a type", source: inPieces(html) };
  expect(await receive(named)).toMatchObject({ fileName: "café 100%?#.html", contentType: "text/html" });
});

test("a text that a program sends without a type of its own is the document its name says", async () => {
  const text = new TextEncoder().encode("a,b\n1,2\n");
  const given = { declaredType: "application/octet-stream", source: inPieces(text) };
  expect(await receive({ ...given, fileName: "table.csv" })).toMatchObject({
    contentType: "text/csv",
    kind: "document",
  });
  const nameless = { ...given, source: inPieces(text), fileName: "table" };
  expect(await receive(nameless)).toMatchObject({ contentType: "application/octet-stream", kind: "other" });
});

test("noise that is declared as text is kept as what nobody knows, words as what they are declared", async () => {
  const noise = inPieces(new Uint8Array([65, 0, 1, 254]));
  expect(await receive({ source: noise, declaredType: "text/plain" })).toMatchObject({
    contentType: "application/octet-stream",
    kind: "other",
  });
  const words = inPieces(Buffer.from("Straße;10", "latin1"));
  expect(await receive({ source: words, declaredType: "text/csv" })).toMatchObject({
    contentType: "text/csv",
    kind: "document",
  });
});
