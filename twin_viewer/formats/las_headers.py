"""Headers of LAS and LAZ files: read with doubt, and what they say of the reference system."""

import re
import struct
from collections.abc import Callable
from typing import Any, BinaryIO, Final

import laspy
import numpy as np

from twin_viewer.model.frames import CRS

NO_HEADER: Final = (
    "Die Datei ist keine lesbare LAS- oder LAZ-Datei ({0}). Bitte laden Sie sie noch einmal "
    "herunter."
)
BAD_SCALE: Final = "Der Maßstab der Koordinaten im Kopf ist unbrauchbar; 0,01 wird angenommen."
BAD_ORIGIN: Final = "Der Nullpunkt der Koordinaten im Kopf ist unbrauchbar; 0 wird angenommen."
DAMAGED: Final = "der Kopf ist beschädigt"

_MISSING_SCALE: Final = 0.01
_SIZES: Final = struct.Struct("<HII")
_SIZES_PLACE: Final = 94
"""Where a header says its size, where the points begin and how many records there are."""
_RECORD_HEADER: Final = 54
_PROJECTED_KEY, _GEOGRAPHIC_KEY, _VERTICAL_KEY = 3072, 2048, 4096
"""GeoTIFF keys: ProjectedCSType, GeographicType, VerticalCSType."""
_USER_DEFINED: Final = 32767
_UTM32_WKT: Final = re.compile(
    r'^PROJ(?:CS|CRS)\[.*(?:AUTHORITY|ID)\["EPSG",\s*"?25832"?\]\]\s*$', re.DOTALL
)


class LasError(ValueError):
    """The file is none of LAS; the text is a German sentence for people."""


def read_header(file: BinaryIO) -> Any:
    """Return the header of a file.

    Raises:
        LasError: If it is none; the text is for people.
    """
    front = file.read(_SIZES_PLACE + _SIZES.size)
    file.seek(0)
    if len(front) == _SIZES_PLACE + _SIZES.size:
        size, begin, records = _SIZES.unpack_from(front, _SIZES_PLACE)
        # laspy would read as many records as a broken header claims: billions.
        if size + records * _RECORD_HEADER > begin:
            raise LasError(NO_HEADER.format(DAMAGED))
    try:
        header = laspy.LasHeader.read_from(file)
        header.point_format.dtype()  # fails where fields of its own are described wrongly
    except Exception as error:
        # laspy raises what the broken bytes happen to raise: ValueError, struct.error, its own.
        raise LasError(NO_HEADER.format(DAMAGED)) from error
    return header


def mend_header(header: Any, on_fault: Callable[[str, str], None]) -> None:
    """Replace what no coordinate can be computed with."""
    is_bad = ~np.isfinite(header.scales) | (header.scales <= 0)
    if is_bad.any():
        on_fault("", BAD_SCALE)
        header.scales = np.where(is_bad, _MISSING_SCALE, header.scales)
    is_lost = ~np.isfinite(header.offsets)
    if is_lost.any():
        on_fault("", BAD_ORIGIN)
        header.offsets = np.where(is_lost, 0.0, header.offsets)


def crs_of(header: Any) -> str:
    """Return what a header says of its reference system, as `formats.references` takes it.

    WKT goes before GeoTIFF keys, as LAS 1.4 demands; a vertical code of the keys is added where
    there is one.
    """
    for record in header.vlrs.get("WktCoordinateSystemVlr"):
        text = str(record.string).strip("\0 ")
        if text:
            return CRS if _UTM32_WKT.match(text) else text
    for record in header.vlrs.get("GeoKeyDirectoryVlr"):
        keys = {key.id: key.value_offset for key in record.geo_keys if not key.tiff_tag_location}
        flat = keys.get(_PROJECTED_KEY) or keys.get(_GEOGRAPHIC_KEY, 0)
        vertical = keys.get(_VERTICAL_KEY, 0)
        if 0 < flat < _USER_DEFINED:
            known = 0 < vertical < _USER_DEFINED
            return f"EPSG:{flat}+{vertical}" if known else f"EPSG:{flat}"
        found = record.parse_crs()
        if found is not None:
            return str(found.to_wkt())
    return ""
