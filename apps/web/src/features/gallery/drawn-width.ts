type Size = { width: number; height: number };

/**
 * How wide a picture is drawn that fills `slot` and is cut where it does not fit, in the slot's pixels: a panorama in a
 * narrow tile is drawn far wider than the tile. 0 in a slot without size.
 */
export const drawnWidth = (slot: Size, picture: Size): number =>
  Math.ceil(Math.max(slot.width, (slot.height * picture.width) / picture.height));
