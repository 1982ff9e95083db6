import {
  ChangePasswordInput,
  LoginInput,
  RegisterInput,
  SessionView,
  UpdateProfileInput,
  UserView,
} from "@cloudpix/domain";
import { actorProcedure, publicProcedure, router, sessionProcedure } from "../trpc.ts";
import { changePassword } from "./change-password.ts";
import { endSessions } from "./end-sessions.ts";
import { login } from "./login.ts";
import { register } from "./register.ts";
import { updateProfile } from "./update-profile.ts";
import { toUserView } from "./user-view.ts";

export const authRouter = router({
  register: publicProcedure
    .input(RegisterInput)
    .output(SessionView)
    .mutation(({ ctx, input }) => register(ctx, input)),
  login: publicProcedure
    .input(LoginInput)
    .output(SessionView)
    .mutation(({ ctx, input }) => login(ctx, input)),
  profile: actorProcedure.output(UserView).query(({ ctx }) => toUserView(ctx.user)),
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
    .mutation(({ ctx }) => endSessions(ctx.services, ctx.user)),
});
