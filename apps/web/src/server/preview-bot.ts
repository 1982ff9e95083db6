/** Programs that fetch a link to draw its card in a chat. The name buys nothing: they get the card only. */
const bots =
  /facebookexternalhit|facebot|twitterbot|slackbot|slack-imgproxy|discordbot|telegrambot|whatsapp|linkedinbot|skypeuripreview|microsoftpreview|pinterest|redditbot|mastodon|embedly|iframely|viber|line-poker|applebot|googlebot|bingbot|google-inspectiontool|vkshare|snapchat|signal-desktop|matrix-synapse|bot\b|crawler|spider/i;

export const isPreviewBot = (headers: Pick<Headers, "get">): boolean =>
  bots.test(headers.get("user-agent") ?? "");
