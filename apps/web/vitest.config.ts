import { room } from "@cloudpix/tooling/vitest";

export default room("web");
