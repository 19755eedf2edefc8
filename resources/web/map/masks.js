// Spares MapLibre 5.3 drawing the same masks again and again.
//
// It draws the outlines of all tiles into the stencil buffer whenever the next layer is of another
// source, even if both have the same tiles: with ten sources, ten times the whole screen, which is
// a third of the work of software OpenGL. Masks that are there already fit as well.

export function keepMasks(painter) {
  const draw = painter._renderTileClippingMasks;
  if (typeof draw !== "function") {
    return; // another version: it only takes longer
  }
  painter._renderTileClippingMasks = function (layer, tiles, isToTexture) {
    const masks = this._tileClippingMaskIDs;
    const areThere =
      this.currentStencilSource !== undefined &&
      !isToTexture &&
      tiles?.every((tile) => masks?.[tile.key] !== undefined);
    if (!areThere) {
      draw.call(this, layer, tiles, isToTexture);
    }
  };
}
