import { answerStatus, type Telemetry } from "./telemetry.ts";

/** Makes every operation on Cosmos DB a dependency of its own kind; `endpoint` is the account's address. */
export const watchCosmos = ({ inSpan }: Telemetry, endpoint: string) => {
  const { host } = new URL(endpoint);
  return <Result>(
    operation: string,
    work: (
      tell: (cost: { requestCharge: number; tries: number; status: number | null }) => void,
    ) => Promise<Result>,
  ): Promise<Result> =>
    inSpan(
      operation,
      {
        kind: "client",
        attributes: {
          "db.system": "cosmosdb",
          "db.operation": operation,
          "peer.service": host,
        },
      },
      (span) => work(({ status, ...cost }) => span.set({ ...cost, [answerStatus]: status })),
    );
};
