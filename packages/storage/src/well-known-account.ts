// Azurite's, in its manual: no secret of anybody.
const emulatorsKey =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** True for the emulator's own account, and for one of any name under the emulator's key: everybody can open both. */
export const isWellKnownAccount = (connectionString: string): boolean =>
  /devstoreaccount1|UseDevelopmentStorage/i.test(connectionString) || connectionString.includes(emulatorsKey);
