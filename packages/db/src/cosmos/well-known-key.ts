// In the emulator's manual: no secret of anybody.
const emulatorsKey =
  "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

/** True for the key of every Cosmos DB emulator: whatever it opens, everybody can open. */
export const isWellKnownKey = (key: string): boolean => key.includes(emulatorsKey);
