import { type Actor, personOf } from "../actor.ts";
import type { Services } from "../services.ts";
import { looksLikeAccessToken } from "./access-token-text.ts";
import { authenticateAccessToken } from "./authenticate-access-token.ts";
import { readUser } from "./read-user.ts";

/**
 * Who a bearer speaks for: a person by a session token (JWT), or a program by an access token (`cpx_…`). Every door that
 * takes a bearer asks here. A browser's session cookie is neither.
 * @throws AppError `auth.token_invalid`, `auth.token_expired`
 */
export const readBearer = async (
  services: Pick<Services, "db" | "telemetry" | "now" | "sessionTokens">,
  text: string,
): Promise<Actor> => {
  if (looksLikeAccessToken(text)) return authenticateAccessToken(services, text);
  return personOf(await readUser(services, await services.sessionTokens.read(text, services.now())));
};
