import { room } from "./vitest/preset.ts";

export default room("tooling");
