"""What the view needs of the library of data sets."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from twin_viewer.jobs.comparing import Pair, PairState
from twin_viewer.jobs.datasets import Activity, Change, CloudSource, Dataset
from twin_viewer.model.cities import BuildingTile, CityModel, TileKey, Value
from twin_viewer.model.faults import Fault
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.model.networks import NetworkPlan
from twin_viewer.model.panoramas import Survey


class LibraryLike(Protocol):
    """Data sets that can be shown, as `twin_viewer.jobs.library.TwinLibrary` has them."""

    def start(self) -> None:
        """Read the catalogue and go on with what was not finished."""
        ...

    def close(self) -> None:
        """End everything that runs."""
        ...

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All data sets, as they are now."""
        ...

    @property
    def activity(self) -> Activity | None:
        """What is being done for files that belong to no data set yet."""
        ...

    @property
    def rejected(self) -> tuple[Fault, ...]:
        """Files nothing could be made of."""
        ...

    def tile_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares with buildings."""
        ...

    def terrain_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares with heights."""
        ...

    def ortho_keys(self) -> Mapping[TileKey, tuple[str, ...]]:
        """Return the squares with photographs."""
        ...

    def clouds(self) -> tuple[CloudSource, ...]:
        """Return the laser scans."""
        ...

    def surveys(self) -> tuple[tuple[str, Survey], ...]:
        """Return the drives."""
        ...

    def networks(self) -> tuple[tuple[str, NetworkPlan], ...]:
        """Return the networks."""
        ...

    def objects(self) -> tuple[tuple[str, CityModel], ...]:
        """Return the single objects."""
        ...

    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile | None:
        """Read the buildings of a square."""
        ...

    def attributes(self, object_id: str, key: TileKey) -> Mapping[str, Value] | None:
        """Return the attributes of an object; not in the window's thread."""
        ...

    def join_facts(self, facts_of: Callable[[str], Mapping[str, Value]]) -> None:
        """Let objects have attributes of one's own beside those of their files."""
        ...

    def read_terrain(self, key: TileKey, step: float) -> HeightGrid | None:
        """Read the heights of a square."""
        ...

    def read_ortho(self, key: TileKey, pixels: int) -> OrthoImage | None:
        """Read the photograph of a square."""
        ...

    @property
    def comparisons(self) -> tuple[PairState, ...]:
        """How far the laser scans are that are compared."""
        ...

    def compare(self, pairs: Sequence[Pair]) -> None:
        """Compare laser scans."""
        ...

    def cancel_comparisons(self) -> None:
        """Stop comparing, and forget what came of it."""
        ...

    def place(
        self,
        id_: str,
        spot: tuple[float, float, float] | None,
        heading_deg: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        """Keep where a single object stands; None to forget it."""
        ...

    def add(self, paths: Sequence[Path]) -> None:
        """Take up files and folders."""
        ...

    def prefer(self, east: float, north: float) -> None:
        """Read what is nearest to a place first."""
        ...


MakeLibrary = Callable[[Callable[[Change], None]], LibraryLike]
"""Makes the library; it is given what must be told of changes, from any thread."""
