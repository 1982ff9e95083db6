/**
 * Programs that fetch a link to draw its card in a chat, by the names they fetch under; the browsers inside those chats'
 * apps belong to people. The name buys nothing: it gets the card only.
 */
const names = [
  // Whatever calls itself a bot, except the phones called CUBOT.
  /(?<!\bcu)bot[/;]|telegrambot|slackbot|facebot|facebookexternalhit|meta-external|slack-imgproxy|whatsapp/,
  /crawler|spider|(?:link|ur[il]) ?preview|(?:microsoft|bing)preview|unfurl|onebox|embedly|iframely/,
  /pinterest\/\d|viber|line-poker|vkshare|signal-desktop|matrix-synapse|xing-contenttabreceiver|flipboardproxy/,
  /google-(?:inspectiontool|pagerenderer)/,
  // Each of the many servers of these networks fetches for itself.
  /cardyb|mastodon|lemmy\/|pleroma|akkoma|misskey\/|friendica/,
];
const bots = new RegExp(names.map(({ source }) => source).join("|"), "i");

export const isPreviewBot = (headers: Pick<Headers, "get">): boolean =>
  bots.test(headers.get("user-agent") ?? "");
