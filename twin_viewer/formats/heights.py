"""Heights above the ellipsoid become heights above NHN, where the grid for it is at hand.

Without the quasigeoid of the BKG, PROJ returns ellipsoidal heights unchanged and calls them
DHHN2016: about 46 m too high in Hamm. So it is asked first whether the grid is there, and without
it nothing is converted.
"""

import threading
import warnings
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pyproj
import pyproj.datadir
import pyproj.network
from pyproj.transformer import TransformerGroup

from twin_viewer.model.frames import CRS, Doubles

GRID: Final = "de_bkg_gcg2016.tif"
"""Quasigeoid GCG2016 of the Bundesamt für Kartographie und Geodäsie, by its name in PROJ's data."""

NO_GRID: Final = (
    "Die Höhen zählen ab dem Ellipsoid und liegen etwa 35 bis 50 m zu hoch. Zum Umrechnen auf "
    "DHHN2016 fehlt die Datei „{0}“: Legen Sie sie in den Ordner für Höhengitter "
    "und öffnen Sie die Daten neu."
)
CONVERTED: Final = (
    "Die Höhen ab dem Ellipsoid wurden mit dem amtlichen Höhengitter GCG2016 auf DHHN2016 "
    "umgerechnet."
)

_DHHN2016 = "7837"
_lock = threading.Lock()
_folders: list[str] = []


class _Transformers(threading.local):
    """The transformers of a thread: PROJ's objects belong to the thread that made them."""

    def __init__(self) -> None:
        self.generation = -1
        self.to_normal: pyproj.Transformer | None = None


_transformers = _Transformers()


def use_grids(folder: Path) -> bool:
    """Look for grids in a folder too; call it before data are read, in each process that reads.

    Args:
        folder: Where the customer put the grids, such as `de_bkg_gcg2016.tif`.

    Returns:
        True when heights can be converted now.
    """
    with _lock:
        if str(folder) not in _folders and folder.is_dir():
            pyproj.datadir.append_data_dir(folder)
            _folders.append(str(folder))
    return has_grid()


def has_grid() -> bool:
    """Return whether PROJ has what it takes to make DHHN2016 of ellipsoidal heights."""
    return _has_grid(generation())


def generation() -> int:
    """Return a number that changes when grids come in; transformers made before are outdated."""
    return len(_folders)


def normal_heights(points: Doubles) -> Doubles | None:
    """Return points with heights above NHN (DHHN2016) in place of ellipsoidal ones.

    Args:
        points: float64 (N, 3), EPSG:25832 and height above the ellipsoid, m.

    Returns:
        New points; None where the grid is missing or does not cover all of them.
    """
    if not has_grid():
        return None
    if _transformers.generation != generation():
        source = pyproj.CRS.from_user_input(CRS).to_3d()
        _transformers.to_normal = group(source, f"{CRS}+{_DHHN2016}").transformers[0]
        _transformers.generation = generation()
    transformer = _transformers.to_normal
    if transformer is None:
        return None
    result = points.copy()
    result[:, 2] = transformer.transform(points[:, 0], points[:, 1], points[:, 2])[2]
    is_known = np.isfinite(points).all(axis=1)
    result[~is_known, 2] = points[~is_known, 2]
    return result if np.isfinite(result[is_known, 2]).all() else None


def group(source: pyproj.CRS | str, target: pyproj.CRS | str) -> TransformerGroup:
    """Return PROJ's ways from one reference to another, best first, in the order east, north."""
    # Grids come from the customer's folder; nothing is fetched from the net.
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]  # its __all__ is missing
    with _lock, warnings.catch_warnings():
        # It warns of missing grids; we ask `best_available` and tell the person instead.
        warnings.simplefilter("ignore", UserWarning)
        return TransformerGroup(source, target, always_xy=True)


@cache
def _has_grid(_generation: int) -> bool:
    source = pyproj.CRS.from_user_input(CRS).to_3d()
    return bool(group(source, f"{CRS}+{_DHHN2016}").best_available)
