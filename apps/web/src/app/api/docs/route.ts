import { docsPage } from "../../../server/rest/docs-page.ts";

export const GET = ({ headers }: Request): Response => docsPage(headers.get("x-nonce") ?? "");
