"""Features on their way from the file to the map: shapes, properties, where they stood."""

from dataclasses import dataclass, field
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.services.maps.files.properties import Columns
from app.services.maps.files.results import Faults, LayerError

MOST_FEATURES: Final = 200_000
"""A file with more is refused; a map in which every house of a city is drawn has fewer.

The page needs ten seconds and 2 GB for as many; for twice as many it stands still for a minute.
"""

MOST_PROPERTY_BYTES: Final = 64 * 1024 * 1024
"""So much of properties, as JSON; the page holds them several times over."""


@dataclass(slots=True)
class Features:
    """Columns of features; equal places of all lists belong together.

    Attributes:
        faults: What is wrong with some.
        shapes: Where they are, in the coordinates of the file.
        rows: Their place in the file, from 0.
        names: What they are called.
        properties: Their properties as JSON.
        columns: Names of all properties.
        heights: How many had heights, which are dropped.
        name: Name of the layer.
        crs: The coordinate reference system that the file says; "" when it says none.
        is_degrees: True when the format means WGS 84 unless it says something else.
    """

    faults: Faults
    shapes: list[BaseGeometry] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    properties: list[bytes] = field(default_factory=list)
    columns: Columns = field(default_factory=Columns)
    heights: int = 0
    name: str = ""
    crs: str = ""
    is_degrees: bool = False
    _property_bytes: int = 0

    def add(self, shape: BaseGeometry, row: int, name: str, properties: bytes) -> None:
        """Take a feature.

        Raises:
            LayerError: There are too many.
        """
        if len(self.shapes) >= MOST_FEATURES:
            raise LayerError(
                f"Die Datei enthält mehr als {MOST_FEATURES} Objekte. Bitte auf das Stadtgebiet "
                "zuschneiden, oder als PMTiles ausgeben."
            )
        self._property_bytes += len(properties)
        if self._property_bytes > MOST_PROPERTY_BYTES:
            raise LayerError(
                "Die Angaben zu den Objekten der Datei sind zusammen größer als 64 MB. Bitte nur "
                "die nötigen Spalten oder das Stadtgebiet ausgeben."
            )
        self.shapes.append(shape)
        self.rows.append(row)
        self.names.append(name)
        self.properties.append(properties)
