"""What a file is, told by its content: kind, extent, reference, amount, date."""

import gzip
import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from twin_viewer.cache.sources import state_of
from twin_viewer.cache.store import Box
from twin_viewer.jobs.messages import Found
from twin_viewer.jobs.tasks import fault_of
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Reference

UNKNOWN: Final = (
    "Diese Datei kennt der Zwilling nicht. Er liest CityGML, CityJSON, LAS, LAZ, E57, Höhen und "
    "Luftbilder als GeoTIFF, JP2 oder XYZ, Aufnahmeorte als CSV oder GeoJSON sowie glTF und OBJ."
)
NO_FILE: Final = (
    "Das ist keine Datei, sondern ein Gerät oder eine Leitung zwischen Programmen. Bitte fügen Sie "
    "Dateien oder Ordner hinzu."
)
EMPTY_FILE: Final = "Die Datei ist leer. Bitte laden Sie sie noch einmal herunter."

BROKEN_PACK: Final = (
    "Die gepackte Datei ist beschädigt. Bitte laden Sie sie noch einmal herunter, oder packen Sie "
    "sie selbst aus."
)

_BROKEN_PACKS: Final = (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, RuntimeError)
_HEAD: Final = 65_536
_TIFFS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_IMAGES: Final = (*_TIFFS, b"\x00\x00\x00\x0cjP", b"\xff\x4f\xff\x51")
_NUMBER: Final = rb"[-+]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]+)?"
_XYZ: Final = re.compile(rb"(?:" + _NUMBER + rb"[ \t;,]+){2}" + _NUMBER + rb"\s*$")
_POSES: Final = re.compile(
    rb"\b(heading|yaw|azimuth|azimut|kappa|richtung|kurs|pitch|roll)\b", re.IGNORECASE
)
_RASTERS: Final = (".tif", ".tiff", ".jp2")
_SYSTEM: Final = re.compile(rb'(?:srsName\s*=|"referenceSystem"\s*:)\s*["\']?([^"\'\s<>]+)')
_MADE_UP: Final = re.compile(rb"simuliert|simulated", re.IGNORECASE)
_NETWORKS: Final = frozenset({"fibre", "5g", "4g", "wlan"})
_XYZ_LINES: Final = 2
_IMAGE_BANDS: Final = 3

Recognised = tuple[str, str, str]
"""Kind of data set, verb that reads it, name of the format."""


_CITIES: Final[dict[str, Recognised]] = {
    "citygml": ("buildings", "buildings", "CityGML"),
    "cityjson": ("buildings", "buildings", "CityJSON"),
    "cityjsonseq": ("buildings", "buildings", "CityJSONSeq"),
    "object": ("object", "object", "glTF, OBJ"),
}


def recognise(path: Path) -> Found:
    """Return what a file is; one that nothing here reads has an empty kind and a fault.

    Never raises for anything a file may hold.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever, a device may never end.
            return Found(str(path), faults=(Fault(path.name, "", NO_FILE, is_fatal=True),))
        changed, size = state_of(path)
        head = _head(path)
        kind = _by_head(path, head)
        if kind is None:
            reason = UNKNOWN if head else EMPTY_FILE
            return Found(
                str(path),
                size=size,
                mtime_ns=changed,
                faults=(Fault(path.name, "", reason, is_fatal=True),),
            )
        found = Found(
            str(path),
            *kind,
            size=size,
            mtime_ns=changed,
            is_simulated=bool(_MADE_UP.search(head)),
            reference=_stated(path, kind[0], head),
        )
        return _described(_named(found), path)
    except _BROKEN_PACKS:
        fault = Fault(path.name, "", BROKEN_PACK, is_fatal=True)
        return Found(str(path), faults=(fault,))
    except Exception as error:  # noqa: BLE001 - any content may come; it is told with its file
        return Found(str(path), faults=(fault_of(path, error),))


def _head(path: Path) -> bytes:
    """Return the first bytes, unpacked; of an archive those of its first file."""
    with path.open("rb") as file:
        start = file.read(_HEAD)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(path) as packed:
            return packed.read(_HEAD)
    if start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as archive:
            largest = max(archive.infolist(), key=lambda part: part.file_size)
            with archive.open(largest) as inner:
                return inner.read(_HEAD)
    return start


def _by_head(path: Path, head: bytes) -> Recognised | None:
    if head.startswith(b"LASF"):
        return "cloud", "cloud", "LAS"
    if head.startswith(b"ASTM-E57"):
        return "cloud", "cloud", "E57"
    if head.startswith(_IMAGES):
        return _raster(path)
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return None
    return _text(path, head.removeprefix(b"\xef\xbb\xbf").lstrip())


def _text(path: Path, head: bytes) -> Recognised | None:
    from twin_viewer.formats.city_sniffing import sniff_city  # noqa: PLC0415 - with the readers

    city = sniff_city(path)
    if city is not None:
        return _CITIES[city]
    if head.startswith(b"<"):
        return None
    if head.startswith(b"{"):
        return _geojson(path, head)
    return None if b"\0" in head[:1_024] else _table(head)


def _table(head: bytes) -> Recognised | None:
    """Tell tables of poses and of heights by their first lines."""
    lines = [line.strip() for line in head.splitlines()[:8] if line.strip()]
    if not lines:
        return None
    if lines[0].lower().startswith(b"ncols"):
        return "terrain", "terrain", "ASCII-Grid"
    if _POSES.search(lines[0]) or (lines[0].startswith(b"#") and _POSES.search(b" ".join(lines))):
        return "panoramas", "survey", "CSV"
    numbers = sum(bool(_XYZ.match(line)) for line in lines[:-1] or lines)
    return ("terrain", "terrain", "XYZ") if numbers >= _XYZ_LINES else None


def _geojson(path: Path, head: bytes) -> Recognised | None:
    if b"FeatureCollection" not in head and b'"features"' not in head:
        return None
    try:
        features = msgspec.json.decode(path.read_bytes(), type=_Collection).features
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if any(_kind_of(feature) in _NETWORKS for feature in features):
        return "networks", "networks", "GeoJSON"
    return ("panoramas", "survey", "GeoJSON") if _has_poses(features) else None


def _kind_of(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return str(properties.get("kind", "")).lower() if isinstance(properties, dict) else ""


class _Collection(msgspec.Struct):
    features: list[Any]


def _has_poses(features: list[Any]) -> bool:
    return bool(_POSES.search(msgspec.json.encode(features[:3])))


def _raster(path: Path) -> Recognised:
    from twin_viewer.formats.rasters import RasterError, opened  # noqa: PLC0415 - heavy, only here

    try:
        with opened(path, _RASTERS) as raster:
            form = "JP2" if "JP2" in str(raster.source.driver) else "GeoTIFF"
            if raster.bands >= _IMAGE_BANDS or raster.source.dtypes[0] == "uint8":
                return "ortho", "ortho", form
    except RasterError:
        # It says what is wrong when it is read; then its data set tells.
        return "ortho", "ortho", "GeoTIFF"
    return "terrain", "terrain", form


def _stated(path: Path, kind: str, head: bytes) -> Reference:
    """Return the reference a city model names at its beginning or end, until it is read."""
    if kind != "buildings":
        return Reference("")
    named = _SYSTEM.search(head)
    if named is None and path.stat().st_size > _HEAD:
        with path.open("rb") as file:
            file.seek(-_HEAD, os.SEEK_END)
            named = _SYSTEM.search(file.read())
    return Reference(named[1].decode(errors="replace")) if named else Reference("")


def _named(found: Found) -> Found:
    """Return it with what its name says."""
    from twin_viewer.formats.tile_names import tile_of  # noqa: PLC0415 - with the readers

    path = Path(found.path)
    tile = tile_of(path.name)
    is_simulated = found.is_simulated or bool(_MADE_UP.search(path.name.encode(errors="replace")))
    if tile is None:
        return msgspec.structs.replace(found, is_simulated=is_simulated)
    size = tile.size_km * 1_000.0
    return msgspec.structs.replace(
        found,
        tile=f"{tile.kind} {tile.key}",
        date=tile.date,
        extent=(tile.west, tile.south, tile.west + size, tile.south + size),
        is_simulated=is_simulated,
    )


def _described(found: Found, path: Path) -> Found:
    """Return it with what its head says; the whole file is not read."""
    describe = _DESCRIPTIONS.get(found.kind)
    if found.form == "E57" or describe is None:
        return found
    return describe(found, path)


def _cloud(found: Found, path: Path) -> Found:
    from twin_viewer.formats.las import cloud_info  # noqa: PLC0415 - heavy, only in the worker

    info = cloud_info(path)
    bounds = info.bounds
    made = info.survey_date.isoformat() if info.survey_date else ""
    return msgspec.structs.replace(
        found,
        form="COPC" if info.is_copc else "LAZ" if path.suffix.lower() == ".laz" else "LAS",
        extent=(bounds[0], bounds[1], bounds[3], bounds[4]) if bounds else found.extent,
        reference=info.reference,
        count=info.count,
        date=found.date or made,
        faults=(*found.faults, *info.faults),
        lowest=bounds[2] if bounds else None,
    )


def _poses(found: Found, path: Path) -> Found:
    from twin_viewer.formats.poses import read_survey  # noqa: PLC0415 - heavy, only in the worker
    from twin_viewer.jobs.reading import box_of  # noqa: PLC0415 - it imports this room's readers

    survey = read_survey(path)
    extent: Box | None = box_of([(pose.east, pose.north) for pose in survey.poses])
    reference: Reference = survey.reference
    photographs = "\0".join(sorted(str(pose.file) for pose in survey.poses))
    mark = hashlib.blake2b(photographs.encode(errors="surrogateescape"), digest_size=6)
    return msgspec.structs.replace(
        found,
        # The same photographs may be listed twice, as a table and as GeoJSON.
        tile=f"drive {mark.hexdigest()}" if survey.poses else "",
        extent=extent,
        reference=reference,
        count=len(survey.poses),
        faults=(*found.faults, *survey.faults),
    )


_DESCRIPTIONS: Final[dict[str, Callable[[Found, Path], Found]]] = {
    "cloud": _cloud,
    "panoramas": _poses,
}
