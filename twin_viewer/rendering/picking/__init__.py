"""What lies under the pointer: rays through buildings, ground and marks, in the window's thread.

It has searchers of its own over the arrays that are drawn, so it never waits for the render thread
and never touches what that thread holds. Start with `pickers`, then `hits`.
"""

from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.picking.pickers import Picker

__all__ = ["Hit", "HitKind", "Picker"]
