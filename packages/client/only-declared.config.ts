import manifest from "./package.json" with { type: "json" };

type Output = { type: "asset" } | { type: "chunk"; imports: string[]; moduleIds: string[] };

/** The package and the parts of Node are named by the importer; `#…` is the package's own. */
const isBroughtAlong = (specifier: string): boolean =>
  /^(?:node:|#)/.test(specifier) ||
  Object.keys(manifest.dependencies).some((name) => specifier === name || specifier.startsWith(`${name}/`));

/**
 * Fails the build when its output would import what an installation of the package does not bring along, or would hold
 * code of somebody else's package.
 */
export const onlyDeclared = {
  name: "only-declared",
  generateBundle(this: { error(message: string): never }, _options: unknown, bundle: Record<string, Output>) {
    for (const [fileName, output] of Object.entries(bundle)) {
      if (output.type !== "chunk") continue;
      const foreign = output.imports.filter((name) => !(name in bundle) && !isBroughtAlong(name));
      if (foreign.length > 0)
        this.error(`${fileName} imports ${foreign.join(", ")}, which is no dependency.`);
      const packed = output.moduleIds.filter((id) => id.includes("/node_modules/"));
      if (packed.length > 0) this.error(`${fileName} holds ${packed.join(", ")}, which belongs to others.`);
    }
  },
};
