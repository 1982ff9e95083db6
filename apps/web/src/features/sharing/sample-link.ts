import type { ShareLinkView } from "@cloudpix/domain";

/** An ordinary link for tests; `changes` says what matters to one. */
export const sampleLink = (changes: Partial<ShareLinkView>): ShareLinkView => ({
  linkId: "AAAAAAAAAAAAAAAAAAAAAA",
  fileId: "01999999-0000-7000-8000-000000000001",
  userId: "01999999-0000-7000-8000-000000000002",
  expiryDate: "2026-03-03T12:00:00.000Z",
  accessCount: 0,
  createdDate: "2026-02-01T12:00:00.000Z",
  isRevoked: false,
  hasPassword: false,
  state: "live",
  shareUrl: "https://cloudpix.example/s/AAAAAAAAAAAAAAAAAAAAAA",
  ...changes,
});
