import { healthResponse } from "../../server/health-response.ts";

export const dynamic = "force-dynamic";
export const GET = healthResponse;
