/**
 * Programs that fetch a link to draw its card in a chat, by the names they fetch under; the browsers inside those chats'
 * apps belong to people. The name buys nothing: it gets the card only.
 */
const bots =
  /facebookexternalhit|facebot|telegrambot|slackbot|slack-imgproxy|whatsapp|skypeuripreview|microsoftpreview|pinterest\/\d|mastodon|embedly|iframely|viber|line-poker|google-inspectiontool|vkshare|snap url preview|signal-desktop|matrix-synapse|(?<!\bcu)bot[/;]|crawler|spider/i;

export const isPreviewBot = (headers: Pick<Headers, "get">): boolean =>
  bots.test(headers.get("user-agent") ?? "");
