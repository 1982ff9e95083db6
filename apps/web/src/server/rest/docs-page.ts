const settings = {
  url: "/api/openapi.json",
  documentDownloadType: "json",
  defaultOpenAllTags: true,
  authentication: { preferredSecurityScheme: "bearer" },
  // Everything else the bundle would ask its makers for.
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
};

/**
 * The page to try the API out. Its scripts run by the nonce of this answer's policy, and all of them come from here: no
 * other site hears of whoever reads it.
 */
export const docsPage = (nonce: string): Response => {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>CloudPix API</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
  </head>
  <body>
    <noscript>This page needs scripts. The document itself is <a href="${settings.url}">here</a>.</noscript>
    <div id="reference"></div>
    <script nonce="${nonce}" src="/api/docs/scalar.js"></script>
    <script nonce="${nonce}">Scalar.createApiReference("#reference", ${JSON.stringify(settings)});</script>
  </body>
</html>
`;
  return new Response(html, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
};
