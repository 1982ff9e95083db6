/** How every large picture is zoomed: by pinch, double click, wheel and keys, to three pixels for one of its own. */
export const stageZoom = { maxZoomPixelRatio: 3, scrollToZoom: true };

/** The stage has no ground and no buttons of its own: they are those of the page around it. */
export const stageStyles = {
  root: { "--yarl__color_backdrop": "transparent", "--yarl__button_filter": "none" },
} as const;
