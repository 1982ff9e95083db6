import type { Aviary } from "./aviary.ts";
import { bearer, json, type Visitor } from "./visitor.ts";

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Passwords and e-mails of people who cannot come in. */
const atTheDoor = async ({ plant }: Aviary, { ask }: Visitor) => {
  for (const at of times(8)) {
    const email = `${plant("e-mail of nobody")}@example.com`;
    const password = plant("password of nobody");
    const path = at % 2 === 0 ? "/api/auth/login" : "/api/trpc/auth.login";
    await ask("signing in as nobody", path, json({ email, password }));
  }
  for (const path of ["/api/auth/register", "/api/trpc/auth.register"]) {
    await ask(
      "an e-mail that is none",
      path,
      json({ email: plant("wrong e-mail"), password: plant("its password") }),
    );
    const tooLong = plant("password of 80 bytes").repeat(4);
    await ask(
      "a password too long",
      path,
      json({ email: `${plant("its e-mail")}@example.com`, password: tooLong }),
    );
    const email = `${plant("e-mail beside a name of a wrong type")}@example.com`;
    await ask(
      "a name of a wrong type",
      path,
      json({ email, password: plant("password beside it"), name: 5 }),
    );
  }
  const form = new URLSearchParams({
    email: `${plant("e-mail in the form")}@example.com`,
    password: plant("password in the form"),
    csrfToken: plant("csrf token"),
    callbackUrl: `https://evil.example.com/${plant("callback address")}`,
    json: "true",
  });
  const type = { "content-type": "application/x-www-form-urlencoded" };
  await ask("the sign-in form", "/api/auth/callback/credentials", {
    method: "POST",
    body: form,
    headers: type,
  });
  for (const length of [1, 3]) {
    const token = Array.from({ length }, () => plant("reset token")).join(".");
    const newPassword = plant("password of a reset");
    await ask("a forged reset", "/api/trpc/auth.resetPassword", json({ token, newPassword }));
  }
};

/** Credentials that are none, in every header that takes one. */
const inHeaders = async ({ plant }: Aviary, { ask }: Visitor) => {
  const paths = ["/api/files", "/api/trpc/files.list", "/api/auth/profile", "/api/metrics", "/files"];
  for (const path of paths) {
    const jwt = `eyJhbGciOiJIUzI1NiJ9.${plant("claims of a forged JWT")}.${plant("signature of a forged JWT")}`;
    await ask("a forged JWT", path, { headers: bearer(jwt) });
    await ask("a forged access token", path, {
      headers: bearer(`cpx_${plant("access token")}${"A".repeat(44)}`),
    });
    await ask("a bearer of another kind", path, { headers: bearer(plant("opaque bearer")) });
    await ask("basic auth", path, { headers: { authorization: `Basic ${plant("basic auth")}` } });
    await ask("no scheme", path, { headers: { authorization: plant("authorization without a scheme") } });
    const cookies = [
      `cloudpix.3000.session=${plant("session cookie")}`,
      `__Host-next-auth.csrf-token=${plant("csrf cookie")}`,
      `cloudpix.visit=${plant("visit cookie")}`,
      `other=${plant("cookie of another site")}`,
    ];
    await ask("cookies", path, { headers: { cookie: cookies.join("; ") } });
    const others = [
      "x-api-key",
      "x-auth-token",
      "x-request-id",
      "x-forwarded-for",
      "referer",
      "user-agent",
      "traceparent",
    ];
    await ask("other headers", path, {
      headers: Object.fromEntries(others.map((name) => [name, plant(`header ${name}`)])),
    });
  }
};

/** JSON that is none, or not what was asked for. */
const inBodies = async ({ plant }: Aviary, { ask }: Visitor) => {
  for (const path of ["/api/auth/login", "/api/trpc/auth.login", "/api/trpc/shares.unlock"]) {
    const bodies: [string, unknown][] = [
      ["nested", { email: { deep: [plant("e-mail nested")] }, password: [plant("password nested")] }],
      [
        "unknown fields",
        { email: "a@example.com", password: "x", token: plant("value of an unknown field") },
      ],
      ["a list", [plant("list instead of an object")]],
      ["a text", JSON.stringify(plant("text instead of an object"))],
      ["cut off", `{"password":"${plant("password in JSON cut off")}`],
      ["no JSON", `password=${plant("password in no JSON")}`],
      [
        "a link id of a wrong shape",
        { linkId: `${plant("link id of a wrong shape")}!`, password: plant("its password") },
      ],
    ];
    for (const [what, body] of bodies) await ask(`a body: ${what}`, path, json(body));
    const type = { "content-type": "text/plain" };
    await ask("a body of another type", path, {
      method: "POST",
      body: plant("body of another type"),
      headers: type,
    });
  }
};

/** What people paste behind an address, and into it. */
const inAddresses = async ({ plant }: Aviary, { ask }: Visitor) => {
  const names = ["token", "access_token", "v", "password", "sig", "code", "cursor", "email"];
  for (const path of [
    "/api/files",
    "/api/share/AAAAAAAAAAAAAAAAAAAAAA",
    "/api/nothing",
    "/api/health",
    "/api/metrics",
  ]) {
    const query = names.map((name) => `${name}=${plant(`query ${name}`)}`).join("&");
    await ask("a query", `${path}?${query}`);
  }
  const input = encodeURIComponent(
    JSON.stringify({ cursor: plant("cursor in a query"), token: plant("input") }),
  );
  await ask("input of a query", `/api/trpc/files.list?input=${input}`);
  await ask("bytes of an unknown link", `/s/${plant("link id")}AA/file?v=${plant("visit token")}`);
  await ask("an unknown link", `/api/share/${plant("link id for REST")}AA`);
  await ask(
    "an unknown link unlocked",
    `/api/share/${plant("locked link id")}AA/unlock`,
    json({ password: plant("its password") }),
  );
  await ask("a procedure that is none", `/api/trpc/${plant("procedure")}`);
  await ask("a path of the API", `/api/${plant("path")}/${plant("path below")}`);
  await ask("a path that cannot be read", `/api/${plant("path before %")}%E0%A4%A`);
};

const noHttp = async ({ plant }: Aviary, { send }: Visitor) => {
  const line = "host: localhost";
  await send("a broken header", `GET /api/files HTTP/1.1\r\n${line}\r\n${plant("broken header")}\r\n\r\n`);
  await send("a broken line", `GET ${plant("broken line")}\r\n\r\n`);
  await send("a method that is none", `${plant("method").toUpperCase()} / HTTP/1.1\r\n${line}\r\n\r\n`);
  const long = `authorization: Bearer ${plant("header too long").repeat(2_000)}`;
  await send("headers too long", `GET /api/files HTTP/1.1\r\n${line}\r\n${long}\r\n\r\n`);
};

/** Everything that somebody without an account can send. None of it succeeds. */
export const plantAsStranger = async (aviary: Aviary, visitor: Visitor): Promise<void> => {
  await atTheDoor(aviary, visitor);
  await inHeaders(aviary, visitor);
  await inBodies(aviary, visitor);
  await inAddresses(aviary, visitor);
  await noHttp(aviary, visitor);
};
