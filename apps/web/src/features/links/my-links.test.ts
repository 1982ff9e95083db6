import { LinkState, type MyShareLinksView, type MyShareLinkView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { sampleFile } from "../files/sample-file.ts";
import { type LinkPages, linksOf, putLink } from "../sharing/link-pages.ts";
import { sampleLink } from "../sharing/sample-link.ts";
import { allQuestion } from "./all-question.ts";
import { countRevocable } from "./count-revocable.ts";
import { fits, type LinkFilter, noFilter } from "./link-filter.ts";
import { nothingSelected, selectAll, toggleLink } from "./select-links.ts";

const linked = (fileName: string): MyShareLinkView["file"] => {
  const { fileId, contentType, fileSize, uploadDate, kind, thumbnail } = sampleFile({});
  return { fileId, fileName, contentType, fileSize, uploadDate, kind, thumbnail };
};
const link = (changes: Partial<MyShareLinkView>): MyShareLinkView => ({
  ...sampleLink({}),
  file: linked("beach.jpg"),
  ...changes,
});
const page = (shareLinks: MyShareLinkView[], nextCursor: string | null = null): MyShareLinksView => ({
  shareLinks,
  nextCursor,
});

test.each<[LinkFilter["state"], LinkState[]]>([
  ["all", LinkState.options.slice()],
  ["live", ["live", "ending_soon"]],
  ["ending_soon", ["ending_soon"]],
  ["used_up", ["used_up"]],
  ["expired", ["expired"]],
  ["revoked", ["revoked"]],
])("the filter “%s” shows %j", (state, shown) => {
  const fitting = LinkState.options.filter((of) => fits(link({ state: of }), { ...noFilter, state }));
  expect(fitting).toEqual(shown);
});

test.each([
  ["beach", true],
  ["BEACH", true],
  ["  ", true],
  ["oma beach", true],
  ["jpg oma", true],
  ["AAAAAAAAAAAAAAAAAAAAAA", true],
  ["oma forest", false],
])("a link to beach.jpg named “For Oma” is found by “%s”: %s", (text, isFound) => {
  expect(fits(link({ name: "For Oma" }), { ...noFilter, text })).toBe(isFound);
});

test("a link whose file is gone is still found by its own name, and by no file's", () => {
  const gone = link({ file: null, name: "For Oma" });
  expect(fits(gone, { ...noFilter, text: "oma" })).toBe(true);
  expect(fits(gone, { ...noFilter, text: "beach" })).toBe(false);
});

const row = (linkId: string, isRevoked = false) => ({ linkId, isRevoked });
const shown = [row("a"), row("b"), row("c", true), row("d"), row("e")];

test("a choice with Shift goes from the last one up to this one, in both directions, and leaves the revoked out", () => {
  const first = toggleLink(nothingSelected, shown, "d", false);
  const up = toggleLink(first, shown, "a", true);
  expect([...up.ids].sort()).toEqual(["a", "b", "d"]);
  const down = toggleLink({ ids: new Set(["b"]), anchor: "b" }, shown, "e", true);
  expect([...down.ids].sort()).toEqual(["b", "d", "e"]);
});

test("a range from a link that is not shown any more is a single choice", () => {
  const selection = { ids: new Set(["x"]), anchor: "x" };
  expect([...toggleLink(selection, shown, "b", true).ids].sort()).toEqual(["b", "x"]);
});

test("choosing again takes the choice back; choosing all takes what is shown and can still end", () => {
  const both = toggleLink(toggleLink(nothingSelected, shown, "a", false), shown, "b", false);
  expect([...toggleLink(both, shown, "a", false).ids]).toEqual(["b"]);
  expect([...selectAll(shown).ids]).toEqual(["a", "b", "d", "e"]);
});

test("before all links end they are counted to the last page, without those that have ended", async () => {
  const pages = new Map([
    [null, page([link({}), link({ isRevoked: true })], "next")],
    ["next", page([link({}), link({})])],
  ]);
  const counted = await countRevocable(async ({ cursor }) => pages.get(cursor) ?? page([]));
  expect(counted).toEqual({ count: 3, isMore: false });
});

test("a list without an end is not counted for ever, and the question says so", async () => {
  let asked = 0;
  const counted = await countRevocable(async () => {
    asked += 1;
    return page([link({})], "next");
  });
  expect(asked).toBe(20);
  expect(counted).toEqual({ count: 20, isMore: true });
  expect(allQuestion({ count: 2_000, isMore: true })).toBe("Revoke all of your links, more than 2,000?");
  expect(allQuestion({ count: 37, isMore: false })).toBe("Revoke all 37 links?");
  expect(allQuestion({ count: 1, isMore: false })).toBe("Revoke your only link?");
});

test("a changed link keeps its place and its file in the pages, and one that is on two pages is shown once", () => {
  const [a, b] = [link({ linkId: "a" }), link({ linkId: "b" })];
  const pages: LinkPages = { pages: [page([a, b], "next"), page([b])], pageParams: [null, "next"] };
  expect(linksOf(pages)).toEqual([a, b]);
  const changed = putLink(pages, sampleLink({ linkId: "b", name: "For Oma" }));
  expect(linksOf(changed)).toEqual([a, { ...b, name: "For Oma" }]);
  expect(linksOf(undefined)).toEqual([]);
});
