"""Reading files for layers of the map on a thread, and how layers of people are remembered."""

import logging
import re
from collections.abc import Callable
from os.path import normcase, normpath
from pathlib import Path
from threading import Event
from typing import Final

from app.domain.maps import Box, LayerFile
from app.domain.texts import Text
from app.services.maps.files import TILE_SUFFIX, LayerData, LayerError, TileArchive
from app.services.maps.files.documents import reason_of, unreadable_text

OWN_LAYERS: Final = "map-layers"
"""Name of the setting that holds the layers people added themselves."""

Content = LayerData | TileArchive

_LOG: Final = logging.getLogger(__name__)
_ID: Final = re.compile(r"[0-9a-f]{32}")
"""The ids we give; they become parts of addresses, so no others are taken from the settings."""
_PERCENT: Final = 100


def parts_of(file: LayerFile, given_up: Event) -> tuple[str, ...] | LayerError | None:
    """Return the layers of a file; None when nobody wants it any more."""
    if given_up.is_set():
        return None
    path = Path(file.path)
    if path.suffix.lower() == TILE_SUFFIX:
        return (path.stem,)
    try:
        from app.services.maps.files import reading  # noqa: PLC0415 - GDAL comes with it

        return reading.layers_in(path)
    except Exception as error:  # noqa: BLE001 - files of strangers; whatever is wrong is told
        return _as_layer_error(path, error)


def content_of(
    file: LayerFile, box: Box | None, given_up: Event, tell: Callable[[float], None]
) -> Content | LayerError | None:
    """Read a file; None when nobody wants it any more.

    Args:
        file: The file.
        box: Where the city is.
        given_up: Set when nobody wants it any more.
        tell: Is told the share that is done, 0 to 1, once for each percent.
    """
    if given_up.is_set():
        return None
    path = Path(file.path)
    try:
        if path.suffix.lower() == TILE_SUFFIX:
            return TileArchive(path)
        from app.services.maps.files import reading  # noqa: PLC0415 - GDAL comes with it

        return reading.read_layer(
            path,
            box,
            crs=file.crs,
            layer=file.part,
            progress=_percents(tell),
            is_cancelled=given_up.is_set,
        )
    except Exception as error:  # noqa: BLE001 - files of strangers; whatever is wrong is told
        return _as_layer_error(path, error)


def _percents(tell: Callable[[float], None]) -> Callable[[float], None]:
    """Return what passes a share on once for each percent: the window has more to do."""
    told: set[int] = set()

    def tell_percent(share: float) -> None:
        percent = int(share * _PERCENT)
        if percent not in told:
            told.add(percent)
            tell(share)

    return tell_percent


def _as_layer_error(path: Path, error: Exception) -> LayerError:
    if isinstance(error, LayerError):
        return error
    if isinstance(error, OSError):
        return LayerError(unreadable_text(path, reason_of(error)))
    _LOG.warning("a file of the map could not be read", exc_info=error)
    return LayerError(unreadable_text(path, type(error).__name__))


# ---- memory ------------------------------------------------------------------------------------
def is_same_path(one: LayerFile, other: LayerFile) -> bool:
    """Tell whether two layers come from the same file; no file is looked at."""
    return normcase(normpath(one.path)) == normcase(normpath(other.path))


def is_same(one: LayerFile, other: LayerFile) -> bool:
    """Tell whether two layers are the same one of the same file."""
    return one.part == other.part and is_same_path(one, other)


def as_row(file: LayerFile) -> dict[str, str]:
    """Return how a layer of a person is remembered."""
    return {
        "id": file.id,
        "name": file.name.de,
        "path": file.path,
        "crs": file.crs,
        "part": file.part,
    }


def files_of(rows: object) -> tuple[LayerFile, ...]:
    """Read remembered layers; whatever is none is passed over."""
    found: dict[str, LayerFile] = {}
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        texts = [row.get(key) for key in ("id", "name", "path", "crs", "part")]
        if not all(isinstance(text, str) and "\0" not in text for text in texts):
            continue
        id_, name, path, crs, part = (str(text) for text in texts)
        file = LayerFile(id_, Text(name or Path(path).stem), path, crs, part=part)
        if _ID.fullmatch(id_) and path and not any(is_same(file, one) for one in found.values()):
            found.setdefault(id_, file)
    return tuple(found.values())
