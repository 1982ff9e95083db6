/** Stands for the server's request context, which its procedures name and no caller sees. */
export type Context = object;
