import { expect, test } from "vitest";
import { isPreviewBot } from "./preview-bot.ts";

const says = (agent: string) => isPreviewBot(new Headers({ "user-agent": agent }));

test.each([
  "WhatsApp/2.23.20.0",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "TelegramBot (like TwitterBot)",
  "Twitterbot/1.0",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Slackbot 1.0 (+https://api.slack.com/robots)",
  "LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)",
  "Mozilla/5.0 (compatible; Pinterestbot/1.0; +https://www.pinterest.com/bot.html)",
  "Pinterest/0.2 (+https://www.pinterest.com/bot.html)",
  "Mozilla/5.0 (compatible; Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
  "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
  "Mozilla/5.0 Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/)",
  "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
  "Mozilla/5.0 (compatible; ZulipURLPreview/9.2; +https://zulip.example.com)",
  "Lemmy/0.19.3; +https://lemmy.world",
  "Pleroma 2.6.0; https://pleroma.example.com <admin@example.com>",
  "Akkoma 3.10.4; https://akkoma.example.com <admin@example.com>",
  "Misskey/13.10.0 (https://misskey.io)",
  "SummalyBot/5.0.2",
  "Friendica 'Giant Rhubarb' 2024.06; https://friendica.example.com",
  "Mastodon/4.2.0 (http.rb/5.1.1; +https://mastodon.social/)",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
  "Mozilla/5.0 (compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview)",
  "Mozilla/5.0 (compatible; Yahoo Link Preview; https://help.yahoo.com/kb/mail/yahoo-link-preview-SLN23615.html)",
  "Discourse Forum Onebox v3.2.0",
  "ClickUpLinkUnfurler/1.0",
  "XING-contenttabreceiver/2.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.11; rv:49.0) Gecko/20100101 Firefox/49.0 (FlipboardProxy/1.2)",
  "meta-externalfetcher/1.1",
  "Slack-ImgProxy (+https://api.slack.com/robots)",
  "facebookexternalhit/1.1;line-poker/1.0",
  "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
  "Iframely/1.3.1 (+https://iframely.com/docs/about)",
  "Mozilla/5.0 (compatible; Embedly/0.2; +http://support.embed.ly/)",
  "Synapse (bot; +https://github.com/matrix-org/synapse)",
])("a fetcher of cards is known by name: %s", (agent) => {
  expect(says(agent)).toBe(true);
});

test.each([
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [Pinterest/iOS]",
  "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 [Pinterest/Android]",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Snapchat/13.10.0.40 (like Safari/8620)",
  "Mozilla/5.0 (Linux; Android 11; CUBOT) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 10; CUBOT_X30 Build/QP1A) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; U; Android 9; CUBOT; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0 BingSapphire/31.0",
  "curl/8.5.0",
  "",
])("a person's browser is none: %s", (agent) => {
  expect(says(agent)).toBe(false);
});
