const nothing = {};

/**
 * The page to try the API out serves one file of this package, a bundle that holds everything it needs. What the package
 * names as dependencies (some 270 packages, an AI client among them) would be installed for nothing.
 */
const bundledWhole = new Set(["@scalar/api-reference"]);

export const hooks = {
  readPackage: (manifest) =>
    bundledWhole.has(manifest.name) ? { ...manifest, dependencies: nothing } : manifest,
};
