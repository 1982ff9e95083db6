import { HealthView, MetricsView, toInstant } from "@cloudpix/domain";
import { publicProcedure, router } from "../trpc.ts";
import { readMetrics } from "./read-metrics.ts";

export const systemRouter = router({
  health: publicProcedure.output(HealthView).query(({ ctx }) => ({
    status: "ok",
    timestamp: toInstant(ctx.services.now()),
    service: "CloudPix API",
  })),
  metrics: publicProcedure.output(MetricsView).query(({ ctx }) => readMetrics(ctx)),
});
