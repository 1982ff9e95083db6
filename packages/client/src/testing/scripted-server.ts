import { type Arrived, answerRequests, type Step, type TestServer } from "./answer-requests.ts";

/** A server that does what its script says, request by request; the last step holds for all that follow. */
export const scriptedServer = async (
  ...script: [Step, ...Step[]]
): Promise<TestServer & { arrived: Arrived[] }> => {
  const arrived: Arrived[] = [];
  const server = await answerRequests((request) => {
    const step = script[Math.min(arrived.length, script.length - 1)] ?? script[0];
    arrived.push(request);
    return step;
  });
  return { ...server, arrived };
};
