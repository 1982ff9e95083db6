import {
  CreateShareInput,
  FileInput,
  ListMySharesInput,
  MyShareLinksView,
  OpenedShareView,
  RevokeAllInput,
  RevokedLinksView,
  ShareLinkInput,
  ShareLinksView,
  ShareLinkView,
  UnlockShareInput,
  UpdateShareInput,
} from "@cloudpix/domain";
import { publicProcedure, router, scopedProcedure } from "../trpc.ts";
import { createShare } from "./create-share.ts";
import { getShare } from "./get-share.ts";
import { listByFile } from "./list-by-file.ts";
import { listMyShares } from "./list-my-shares.ts";
import { openShare } from "./open-share.ts";
import { revokeAllShares } from "./revoke-all-shares.ts";
import { revokeShare } from "./revoke-share.ts";
import { unlockShare } from "./unlock-share.ts";
import { updateShare } from "./update-share.ts";

const canRead = scopedProcedure("shares:read");
const canWrite = scopedProcedure("shares:write");

export const sharesRouter = router({
  create: canWrite
    .input(CreateShareInput)
    .output(ShareLinkView)
    .mutation(({ ctx, input }) => createShare(ctx.services, ctx.user, input)),
  get: canRead
    .input(ShareLinkInput)
    .output(ShareLinkView)
    .query(({ ctx, input }) => getShare(ctx.services, ctx.user, input.linkId)),
  update: canWrite
    .input(UpdateShareInput)
    .output(ShareLinkView)
    .mutation(({ ctx, input }) => updateShare(ctx.services, ctx.user, input)),
  listByFile: canRead
    .input(FileInput)
    .output(ShareLinksView)
    .query(({ ctx, input }) => listByFile(ctx.services, ctx.user, input.fileId)),
  listMine: canRead
    .input(ListMySharesInput)
    .output(MyShareLinksView)
    .query(({ ctx, input }) => listMyShares(ctx.services, ctx.user, input)),
  revoke: canWrite
    .input(ShareLinkInput)
    .output(ShareLinkView)
    .mutation(({ ctx, input }) => revokeShare(ctx.services, ctx.user, input.linkId)),
  revokeAll: canWrite
    .input(RevokeAllInput)
    .output(RevokedLinksView)
    .mutation(({ ctx, input }) => revokeAllShares(ctx.services, ctx.user, input.fileId)),
  open: publicProcedure
    .input(ShareLinkInput)
    .output(OpenedShareView)
    .mutation(({ ctx, input }) => openShare(ctx, input.linkId)),
  unlock: publicProcedure
    .input(UnlockShareInput)
    .output(OpenedShareView)
    .mutation(({ ctx, input }) => unlockShare(ctx, input)),
});
