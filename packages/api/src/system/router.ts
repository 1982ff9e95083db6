import { HealthView, toInstant } from "@cloudpix/domain";
import { publicProcedure, router } from "../trpc.ts";

export const systemRouter = router({
  health: publicProcedure.output(HealthView).query(({ ctx }) => ({
    status: "ok",
    timestamp: toInstant(ctx.services.now()),
    service: "CloudPix API",
  })),
});
