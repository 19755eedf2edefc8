"""Where people put the grids that heights above the ellipsoid need to become those above NHN."""

from pathlib import Path
from typing import Final

GRIDS: Final = "grids"
"""Name of the folder within that of the twin's data."""


def prepare_grids(folder: Path) -> None:
    """Make the folder, so that a person finds it, and use what lies in it.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    use_grids(folder)


def use_grids(folder: Path) -> bool:
    """Use what lies in the folder in this process; return whether heights can be converted.

    Without a grid nothing heavy is loaded.
    """
    if not any(folder.glob("*.tif")):
        return False
    from twin_viewer.formats import heights  # noqa: PLC0415 - loads pyproj: only where it is needed

    return heights.use_grids(folder)
