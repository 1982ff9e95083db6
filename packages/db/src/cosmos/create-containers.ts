import type { ContainerDefinition, CosmosClient } from "@azure/cosmos";
import { AppError, unavailable } from "@cloudpix/domain";
import { containerDefinitions } from "./containers.ts";
import type { Call } from "./retry.ts";
import { unexpectedAnswer } from "./unexpected-answer.ts";

const created = async <T>(
  operation: string,
  call: Call,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const answer = await call(operation, "repeat", send);
  if (answer.status === "ok") return answer.value;
  throw unavailable(unexpectedAnswer(operation, answer));
};

const pathsOf = (definition: ContainerDefinition | undefined) => {
  const key = definition?.partitionKey;
  return typeof key === "object" ? key.paths.join(",") : key;
};

const turned = { ascending: "descending", descending: "ascending" } as const;

/** The definition with every composite index also the other way round: the stand-in reads none backwards. */
const bothWays = (definition: ContainerDefinition): ContainerDefinition => {
  const { compositeIndexes, ...policy } = definition.indexingPolicy ?? {};
  if (!compositeIndexes) return definition;
  const backwards = compositeIndexes.map((paths) =>
    paths.map(({ path, order }) => ({ path, order: turned[order] })),
  );
  return {
    ...definition,
    indexingPolicy: { ...policy, compositeIndexes: [...compositeIndexes, ...backwards] },
  };
};

/**
 * Makes what is missing of the database and its containers; for development and tests, with a key. Repeatable.
 * @throws AppError `internal` when a container is there under another partition key: nothing in it would be found.
 */
export const createContainers = async (
  client: CosmosClient,
  databaseName: string,
  call: Call,
): Promise<void> => {
  const { database } = await created("databases.create", call, (abortSignal) =>
    client.databases.createIfNotExists({ id: databaseName }, { abortSignal }),
  );
  for (const definition of Object.values<ContainerDefinition>(containerDefinitions)) {
    const { resource } = await created("containers.create", call, (abortSignal) =>
      database.containers.createIfNotExists(bothWays(definition), { abortSignal }),
    );
    if (pathsOf(resource) !== pathsOf(definition)) {
      throw new AppError("internal", {
        cause: new Error(
          `The container "${definition.id}" has another partition key than this version needs.`,
        ),
      });
    }
  }
};
