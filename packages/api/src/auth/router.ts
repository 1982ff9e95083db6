import {
  AccessTokenInput,
  AccessTokensView,
  ChangePasswordInput,
  CreateAccessTokenInput,
  CreatedAccessTokenView,
  DeleteAccountInput,
  DoneView,
  LoginInput,
  RegisterInput,
  ResetPasswordInput,
  SessionView,
  UpdateProfileInput,
  UserView,
} from "@cloudpix/domain";
import { actorProcedure, publicProcedure, router, sessionProcedure } from "../trpc.ts";
import { changePassword } from "./change-password.ts";
import { createAccessToken } from "./create-access-token.ts";
import { deleteAccount } from "./delete-account.ts";
import { listAccessTokens } from "./list-access-tokens.ts";
import { login } from "./login.ts";
import { readProfile } from "./read-profile.ts";
import { register } from "./register.ts";
import { resetPassword } from "./reset-password.ts";
import { revokeAccessToken } from "./revoke-access-token.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";
import { updateProfile } from "./update-profile.ts";

export const authRouter = router({
  register: publicProcedure
    .input(RegisterInput)
    .output(SessionView)
    .mutation(({ ctx, input }) => register(ctx, input)),
  login: publicProcedure
    .input(LoginInput)
    .output(SessionView)
    .mutation(({ ctx, input }) => login(ctx, input)),
  resetPassword: publicProcedure
    .input(ResetPasswordInput)
    .output(SessionView)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),
  profile: actorProcedure.output(UserView).query(({ ctx }) => readProfile(ctx.user)),
  updateProfile: sessionProcedure
    .input(UpdateProfileInput)
    .output(UserView)
    .mutation(({ ctx, input }) => updateProfile(ctx.services, ctx.user, input)),
  changePassword: sessionProcedure
    .input(ChangePasswordInput)
    .output(SessionView)
    .mutation(({ ctx, input }) => changePassword(ctx, ctx.user, input)),
  signOutEverywhere: sessionProcedure
    .output(SessionView)
    .mutation(({ ctx }) => signOutEverywhere(ctx.services, ctx.user)),
  deleteAccount: sessionProcedure
    .input(DeleteAccountInput)
    .output(DoneView)
    .mutation(({ ctx, input }) => deleteAccount(ctx, ctx.user, input)),
  createAccessToken: sessionProcedure
    .input(CreateAccessTokenInput)
    .output(CreatedAccessTokenView)
    .mutation(({ ctx, input }) => createAccessToken(ctx.services, ctx.user, input)),
  listAccessTokens: sessionProcedure
    .output(AccessTokensView)
    .query(({ ctx }) => listAccessTokens(ctx.services, ctx.user)),
  revokeAccessToken: sessionProcedure
    .input(AccessTokenInput)
    .output(AccessTokenInput)
    .mutation(({ ctx, input }) => revokeAccessToken(ctx.services, ctx.user, input)),
});
