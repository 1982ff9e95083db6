const words = {
  500: "Your files are safe. Try again in a moment; if it stays, give your administrator the reference below.",
  503: "Something CloudPix depends on does not answer just now. Your files are safe. Try again in a moment; if it stays, give your administrator the reference below.",
} as const;

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: light-dark(#fafafb, #0e0f12); color: light-dark(#1b1c20, #ececee); }
main { max-width: 28rem; padding: 4rem 1.5rem; text-align: center; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0; }
p { color: light-dark(#5b5d66, #a3a5ae); }
a { display: inline-block; margin-top: 1rem; padding: .55rem 1.2rem; border-radius: .6rem; background: light-dark(#1b1c20, #ececee); color: light-dark(#fff, #0e0f12); text-decoration: none; }
small { display: block; margin-top: 2rem; color: light-dark(#5b5d66, #a3a5ae); }
code { font-family: ui-monospace, monospace; }`;

/**
 * What people are shown when a page could not be made: as plain as it can be, because whatever makes pages may be what
 * failed. `reference` is the request's id, under which the log has the cause; `again` is where another try begins, the
 * same address unless given.
 */
export const failurePage = (status: 500 | 503, reference: string, again = ""): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Something went wrong · CloudPix</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Something went wrong on our side</h1>
<p>${words[status]}</p>
<a href="${again}">Try again</a>
<small>Reference: <code>${reference}</code></small>
</main>
</body>
</html>
`;
