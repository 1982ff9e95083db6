/** What clients of an Azurite are given to reach it. */
export const azuriteConnectionString = (
  account: { name: string; key: string },
  { blobUrl, queueUrl }: { blobUrl: string; queueUrl: string },
): string =>
  `DefaultEndpointsProtocol=${new URL(blobUrl).protocol.slice(0, -1)};AccountName=${account.name};` +
  `AccountKey=${account.key};BlobEndpoint=${blobUrl};QueueEndpoint=${queueUrl};`;
