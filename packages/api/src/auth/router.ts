import { LoginInput, RegisterInput, SessionView, UserView } from "@cloudpix/domain";
import { publicProcedure, router, userProcedure } from "../trpc.ts";
import { login } from "./login.ts";
import { register } from "./register.ts";
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
  profile: userProcedure.output(UserView).query(({ ctx }) => toUserView(ctx.user)),
});
