"""The look of the map: pure functions from layers and tokens to one MapLibre style.

`scenes` says what a style is made of, `composition` puts it together out of what the other files
draw for each kind of layer. No Qt, no state: equal scenes give equal styles. Start reading at
`composition`.
"""

from widgets.map.style.composition import make_style
from widgets.map.style.scenes import Part, Scene, TileSource

__all__ = ["Part", "Scene", "TileSource", "make_style"]
