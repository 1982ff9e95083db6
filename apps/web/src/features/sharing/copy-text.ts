/**
 * Puts a text that is still on its way onto the clipboard. Called within a click: Safari lets only what was promised
 * during the click through. Answers false where the browser does not let pages copy (plain http on a network).
 */
export const copyText = async (text: Promise<string>): Promise<boolean> => {
  try {
    if (typeof ClipboardItem === "undefined") await navigator.clipboard.writeText(await text);
    else {
      const blob = text.then((plain) => new Blob([plain], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    }
    return true;
  } catch {
    // The text's own failure is the caller's to handle; a refused clipboard leaves the link on the screen to copy by hand.
    return false;
  }
};
