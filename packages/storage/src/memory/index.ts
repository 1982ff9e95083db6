export { createMemoryStorage, type MemoryAnswer, type MemoryStorage } from "./create-memory-storage.ts";
