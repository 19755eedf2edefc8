"""The city coloured by one attribute: classes, their colours, and what the legend says.

Pure: numpy and the colours of the theme, no Qt, no VTK; runs in any thread. Only one attribute
carries colour at a time (ISA-101). Start with `attributes`.
"""

from twin_viewer.colorings.attributes import (
    Coloring,
    LegendEntry,
    Scheme,
    attributes_of,
    classes_of,
    color_by,
)

__all__ = ["Coloring", "LegendEntry", "Scheme", "attributes_of", "classes_of", "color_by"]
