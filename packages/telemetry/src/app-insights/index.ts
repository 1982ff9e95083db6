export { type AppInsightsOptions, startAppInsights } from "./start-app-insights.ts";
