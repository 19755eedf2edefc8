"""What is to be made, and what was."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

VERSION: Final = 1
"""Raised when the same plan makes other bytes than before."""

CENTRE: Final = (7.815, 51.681)
"""Longitude and latitude where the making starts: between main station and market place."""

MARK: Final = "simuliert"
"""The word every file of a made-up city bears."""


class StoppedError(Exception):
    """Raised inside a writer that was asked to stop."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make.

    Attributes:
        folder: Where the files go; nothing is written elsewhere.
        map_folder: The base map of the profile: `districts.geojson`, `water.geojson` and so on.
        seed: Same seed, same bytes.
        buildings: How many buildings; fewer are made only where the city has no room for them.
        cloud_points: Points of the laser scan, both epochs together.
        panoramas: Photographs along streets of the centre.
        panorama_width: Their width, px; the first four are twice as wide.
        devices: Longitude and latitude of the devices of the profile; no house stands on them
            (landmarks may), and hotspots stand by the first of them.
        inner_km: Side of the square around the centre whose ground has a step of 1 m; odd.
        photograph_km: Side of the square around the centre photographed from above; odd.
    """

    folder: Path
    map_folder: Path
    seed: int = 1
    buildings: int = 64_000
    cloud_points: int = 4_000_000
    panoramas: int = 48
    panorama_width: int = 4096
    devices: tuple[tuple[float, float], ...] = ()
    inner_km: int = 5
    photograph_km: int = 3

    def key(self) -> str:
        """Return what tells two plans apart, whatever folder they are made in."""
        wanted = {name: value for name, value in asdict(self).items() if not name.endswith("older")}
        text = json.dumps([VERSION, wanted, *_map_digests(self.map_folder)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """What was made.

    Attributes:
        files: All finished files of the plan, those of an earlier run included.
        written: How many of them this run wrote.
        buildings: How many buildings the city has.
        is_complete: False when it was stopped; the next run goes on.
    """

    files: tuple[Path, ...]
    written: int
    buildings: int
    is_complete: bool


def _map_digests(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.geojson"))
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
