import type { AccessTokensView, UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { toAccessTokenView } from "./access-token-view.ts";

/** The user's access tokens, newest first, expired ones included. Those that ended with the sessions are gone already. */
export const listAccessTokens = async ({ db }: Services, user: UserRecord): Promise<AccessTokensView> => {
  const tokens = await db.accessTokens.list(user.userId);
  const accessTokens = tokens.filter(({ tokenVersion }) => tokenVersion === user.tokenVersion);
  return { accessTokens: accessTokens.map(toAccessTokenView) };
};
