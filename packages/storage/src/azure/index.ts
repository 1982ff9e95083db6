export { type AzureStorage, type AzureStorageOptions, openAzureStorage } from "./open-azure-storage.ts";
