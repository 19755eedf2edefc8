"""What a map of the city is made of: boxes, layers with their order and look, what a profile says.

Pure values and decisions. No geometry library, no files, no colours. What is drawn comes from
`app.services.maps`; how it is drawn from `widgets.map`. Start reading at `layers`.
"""

from app.domain.maps.boxes import Box
from app.domain.maps.configs import NO_MAP, LayerFile, MapConfig, OnlineMap
from app.domain.maps.layers import LayerKind, LayerStyle, MapLayer

__all__ = [
    "NO_MAP",
    "Box",
    "LayerFile",
    "LayerKind",
    "LayerStyle",
    "MapConfig",
    "MapLayer",
    "OnlineMap",
]
