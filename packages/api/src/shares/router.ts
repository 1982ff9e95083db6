import {
  CreateShareInput,
  FileInput,
  OpenedShareView,
  ShareLinkInput,
  ShareLinksView,
  ShareLinkView,
} from "@cloudpix/domain";
import { publicProcedure, router, userProcedure } from "../trpc.ts";
import { createShare } from "./create-share.ts";
import { listByFile } from "./list-by-file.ts";
import { openShare } from "./open-share.ts";
import { revokeShare } from "./revoke-share.ts";

export const sharesRouter = router({
  create: userProcedure
    .input(CreateShareInput)
    .output(ShareLinkView)
    .mutation(({ ctx, input }) => createShare(ctx.services, ctx.user, input)),
  listByFile: userProcedure
    .input(FileInput)
    .output(ShareLinksView)
    .query(({ ctx, input }) => listByFile(ctx.services, ctx.user, input.fileId)),
  revoke: userProcedure
    .input(ShareLinkInput)
    .output(ShareLinkView)
    .mutation(({ ctx, input }) => revokeShare(ctx.services, ctx.user, input.linkId)),
  open: publicProcedure
    .input(ShareLinkInput)
    .output(OpenedShareView)
    .mutation(({ ctx, input }) => openShare(ctx, input.linkId)),
});
