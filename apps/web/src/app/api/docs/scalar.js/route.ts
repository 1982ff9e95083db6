export { scalarBundle as GET } from "../../../../server/rest/scalar-bundle.ts";

export const dynamic = "force-static";
