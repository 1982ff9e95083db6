import { HealthView, MetricsView, ReadinessView } from "@cloudpix/domain";
import { running } from "../running.ts";
import { anything, none, type Route, route } from "./route.ts";

/** How the installation is doing. */
export const systemRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/health",
    name: "getHealth",
    tag: "System",
    summary: "Whether the process lives",
    details: "Asks nothing that CloudPix depends on.",
    needs: "nothing",
    params: none,
    query: anything,
    body: none,
    status: 200,
    asksNothing: true,
    answer: HealthView,
    refusals: [],
    run: ({ procedures }) => procedures.system.health(),
  }),
  route({
    method: "GET",
    path: "/health/ready",
    name: "getReadiness",
    tag: "System",
    summary: "Whether CloudPix can do its work",
    details:
      "Asks database, blobs and queue, once a second at most, and says how fast they answer. The worker's last word is told and decides nothing.",
    needs: "nothing",
    params: none,
    query: anything,
    body: none,
    status: 200,
    asksNothing: true,
    alsoAnswers: 503,
    answer: ReadinessView,
    refusals: [],
    statusOf: ({ status }) => (status === "ok" ? 200 : 503),
    run: async ({ context }) => {
      const view = await running().readiness();
      return view.status === "ok" ? view : { ...view, requestId: context.requestId };
    },
  }),
  route({
    method: "GET",
    path: "/metrics",
    name: "getMetrics",
    tag: "System",
    summary: "Whether and how this installation is watched",
    details:
      "Strangers learn since when it runs. Whoever asks from the machine itself, or shows the operator's token, is told figures: requests, latencies, the queue, the worker and the last clean-up.",
    needs: "nothing",
    params: none,
    query: none,
    body: none,
    status: 200,
    asksNothing: true,
    answer: MetricsView,
    refusals: [],
    run: ({ procedures }) => procedures.system.metrics(),
  }),
];
