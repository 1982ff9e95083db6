import { type Actor, type ActorName, isOwner } from "./actors.ts";
import type { Belongings } from "./belongings.ts";
import type { Audience } from "./expected-statuses.ts";

/** What only the owner may be told. A visitor who was let in is told of the one file and the one link, `shared`. */
const secretsOf = ({ owner, file, second, trashed, begun, links, accessToken }: Belongings) => ({
  shared: [file.fileId, file.fileName],
  own: [
    owner.user.userId,
    owner.user.email,
    ...[second, trashed, begun].flatMap(({ fileId, fileName }) => [fileId, fileName]),
    links.link.name,
    accessToken.tokenId,
    accessToken.name,
  ],
  links: Object.values(links).map(({ linkId }) => linkId),
});

/** File names stand in headers with percent signs. */
const unescaped = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll("%", ""), "hex").toString());

const everythingIn = async (answer: Response): Promise<string> => {
  const headers = [...answer.headers].map((header) => header.join(": "));
  return [...headers, await answer.clone().text()].map(unescaped).join("\n");
};

type Told = { name: ActorName; actor: Actor; answer: Response; belongings: Belongings };

/**
 * The ids and names of the owner that an answer to somebody else gives away. `audience` says who may be told of the shared
 * file once they are let in; `asOwner` that whoever succeeds speaks as the owner.
 */
export const toldSecrets = async (
  { name, actor, answer, belongings }: Told,
  { audience, asOwner }: { audience: Audience; asOwner?: boolean | undefined },
): Promise<string[]> => {
  if (isOwner(name) || (asOwner && answer.ok)) return [];
  const isLetIn = answer.status < 400 && (audience === "holder" || audience === "unlocker");
  const { shared, own, links } = secretsOf(belongings);
  const others = links.filter((linkId) => linkId !== actor.linkId);
  const text = await everythingIn(answer);
  return [...own, ...others, ...(isLetIn ? [] : shared)].filter((secret) => text.includes(secret));
};
