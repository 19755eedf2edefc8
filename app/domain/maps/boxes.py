"""A rectangle on the earth."""

from dataclasses import dataclass

from app.domain.points import Location


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle between two meridians and two parallels, WGS 84 (EPSG:4326), degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a place lies in it, its edge included."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    @property
    def center(self) -> Location:
        """The place in its middle."""
        return Location((self.west + self.east) / 2, (self.south + self.north) / 2)
