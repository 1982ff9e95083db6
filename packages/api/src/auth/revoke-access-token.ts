import { type AccessTokenInput, AppError, type UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** Ends one of the user's access tokens on the next request. @throws AppError `token.not_found`, a second time too */
export const revokeAccessToken = async (
  { db }: Services,
  user: UserRecord,
  { tokenId }: AccessTokenInput,
): Promise<AccessTokenInput> => {
  if (!(await db.accessTokens.remove(user.userId, tokenId))) throw new AppError("token.not_found");
  return { tokenId };
};
