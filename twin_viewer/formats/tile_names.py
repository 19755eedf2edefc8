"""What the name of a tile of the German state surveys says: which square, what, and from when."""

import re
from dataclasses import dataclass
from typing import Final

from twin_viewer.model.cities import TileKey

_NAME = re.compile(
    r"""
    (?P<kind>3dm|[a-z][a-z0-9-]*)        # lod2, 3dm, dgm1, dop10rgbi, bdom50 …
    _(?P<zone>3[1-3])?_?                 # zone of UTM, with or without a line after it
    (?P<east>\d{3})_(?P<north>\d{4})
    (?:_(?P<size>\d{1,2}))?
    (?:_(?P<state>[a-z]{2}))?
    (?:_(?P<date>\d{4}(?:-?\d{2}(?:-?\d{2})?)?))?
    (?![a-z0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
UTM32: Final = 32
"""The zone of UTM the city's data are kept in."""


@dataclass(frozen=True, slots=True)
class NamedTile:
    """A tile as its name describes it.

    Attributes:
        key: South-west corner in kilometres of the zone.
        size_km: Length of its sides, km; 1 where the name does not say.
        kind: What it is, in small letters: `lod2`, `3dm`, `dgm1`, `dop10rgbi`.
        date: When it was measured, `2023` or `2023-09-04`; empty where the name does not say.
        state: The state whose survey it is, in small letters, such as `nw`; empty where the name
            does not say.
        zone: Zone of UTM.
    """

    key: TileKey
    size_km: int
    kind: str
    date: str = ""
    state: str = ""
    zone: int = UTM32

    @property
    def west(self) -> float:
        """Return its western edge, m."""
        return self.key.east_km * 1000.0

    @property
    def south(self) -> float:
        """Return its southern edge, m."""
        return self.key.north_km * 1000.0


def tile_of(name: str) -> NamedTile | None:
    """Return what the name of a tile says.

    Args:
        name: Name of the file, with or without folder and suffix, such as
            `dgm1_32_412_5725_1_nw_2023.tif` or `LoD2_32_548_5725_1_ni.gml`.

    Returns:
        The tile; None where the name is none of the surveys'.
    """
    file = name.replace("\\", "/").rpartition("/")[2]
    found = _NAME.match(file)
    if found is None:
        return None
    digits = (found["date"] or "").replace("-", "")
    date = "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)
    return NamedTile(
        TileKey(int(found["east"]), int(found["north"])),
        int(found["size"] or 1) or 1,
        found["kind"].lower(),
        date,
        (found["state"] or "").lower(),
        int(found["zone"] or UTM32),
    )
