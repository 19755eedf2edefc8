"""PMTiles: a map in tiles, all of them in one file of the city, read where the page asks."""

import gzip
import html
import json
import mmap
import re
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

import zstandard
from pmtiles.tile import (
    Compression,
    Entry,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from app.domain.maps import Box
from app.services.maps.files.properties import shortened
from app.services.maps.files.results import LayerError

TILE_SUFFIX: Final = ".pmtiles"
"""How the names of files end that `TileArchive` opens."""
_HEADER: Final = 127
_MOST_DIRECTORY: Final = 8 * 1024 * 1024
"""Bytes of a directory, unpacked."""
_MOST_METADATA: Final = 16 * 1024 * 1024
_MOST_TILE: Final = 32 * 1024 * 1024
"""Bytes of a tile, unpacked; what is larger was made to fill the memory."""
_DEPTH: Final = 4
"""Directories inside one another."""
_KEPT: Final = 64
"""Directories that are kept unpacked."""
_MOST_ZOOM: Final = 30
_MIME: Final = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}
_PACKED: Final = {Compression.UNKNOWN, Compression.NONE, Compression.GZIP, Compression.ZSTD}
_TAG: Final = re.compile(r"<[^<>]*>")
_BROKEN: Final = "Bitte sie noch einmal laden oder ausgeben."


class TileKind(StrEnum):
    """What tiles hold."""

    RASTER = "raster"
    """Pictures."""
    VECTOR = "vector"
    """Shapes with properties (Mapbox vector tiles)."""


@dataclass(frozen=True, slots=True)
class TileArchiveInfo:
    """What an archive says of itself.

    Attributes:
        name: Its name.
        kind: What its tiles hold.
        mime: How its tiles are sent.
        min_zoom: The farthest zoom it has tiles for.
        max_zoom: The closest.
        box: Where it has tiles.
        layers: Names of the layers of vector tiles.
        attribution: Whose data they are, as plain text.
    """

    name: str
    kind: TileKind
    mime: str
    min_zoom: int
    max_zoom: int
    box: Box
    layers: tuple[str, ...]
    attribution: str


class TileArchive:
    """An open archive. Tiles may be asked for in any thread; close it when it is not needed."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            LayerError: It is no PMTiles archive of version 3, or it is cut off.
        """
        self._name = path.name
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # ValueError: it is empty
            raise LayerError(
                f"Die Datei {path.name} lässt sich nicht öffnen oder ist leer. {_BROKEN}"
            ) from error
        self._lock = threading.Lock()
        self._directories: OrderedDict[tuple[int, int], list[Entry]] = OrderedDict()
        try:
            self._header = self._read_header()
            self.info = self._read_info(path.stem)
            self._directory(self._header["root_offset"], self._header["root_length"])
        except BaseException:
            self._bytes.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; tiles asked for later are None."""
        with self._lock:
            self._bytes.close()
            self._directories.clear()

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile, unpacked; None where there is none.

        Raises:
            LayerError: The archive is damaged there.
        """
        if not self._is_tile(zoom, column, row):
            return None
        number = zxy_to_tileid(zoom, column, row)
        header = self._header
        place = (header["root_offset"], header["root_length"])
        for _level in range(_DEPTH):
            entries = self._directory(*place)
            entry = find_tile(entries, number) if entries else None
            if entry is None:
                return None
            if entry.run_length > 0:
                packed = self._range(header["tile_data_offset"] + entry.offset, entry.length)
                return self._unpacked(packed, header["tile_compression"], _MOST_TILE)
            place = (header["leaf_directory_offset"] + entry.offset, entry.length)
        return None

    def _is_tile(self, zoom: int, column: int, row: int) -> bool:
        return (
            self.info.min_zoom <= zoom <= self.info.max_zoom
            and 0 <= column < 2**zoom
            and 0 <= row < 2**zoom
            and not self._bytes.closed
        )

    def _damaged(self) -> LayerError:
        return LayerError(f"Die Kacheln der Datei {self._name} sind beschädigt. {_BROKEN}")

    def _range(self, offset: int, length: int) -> bytes:
        try:
            data = self._bytes[offset : offset + length]
        except ValueError as error:  # closed meanwhile
            raise self._damaged() from error
        if len(data) != length:
            raise self._damaged()
        return data

    def _read_header(self) -> HeaderDict:
        try:
            if len(self._bytes) < _HEADER:
                raise MagicNumberNotFound  # noqa: TRY301 - said alike
            header = deserialize_header(self._bytes[:_HEADER])
        except SpecVersionUnsupported as error:
            raise LayerError(
                f"Die Datei {self._name} ist ein PMTiles-Archiv einer anderen Version als 3. Bitte "
                "sie mit einem neueren Programm ausgeben."
            ) from error
        except (MagicNumberNotFound, ValueError) as error:
            raise LayerError(
                f"Die Datei {self._name} ist kein PMTiles-Archiv oder beschädigt. {_BROKEN}"
            ) from error
        for part in ("root", "metadata", "leaf_directory", "tile_data"):
            end = header[f"{part}_offset"] + header[f"{part}_length"]  # type: ignore[literal-required] # all four are there
            if end > len(self._bytes):
                raise LayerError(f"Die Datei {self._name} ist abgeschnitten. {_BROKEN}")
        if header["tile_type"] not in _MIME or header["tile_compression"] not in _PACKED:
            raise LayerError(
                f"Die Kacheln der Datei {self._name} sind in einem Format, das die Karte nicht "
                "kennt. Möglich sind Vektorkacheln (MVT), PNG, JPEG, WebP und AVIF."
            )
        return header

    def _read_info(self, stem: str) -> TileArchiveInfo:
        header = self._header
        metadata = self._metadata()
        kind = TileKind.VECTOR if header["tile_type"] is TileType.MVT else TileKind.RASTER
        layers = metadata.get("vector_layers")
        names = [
            shortened(layer["id"], 200)
            for layer in (layers if isinstance(layers, list) else [])
            if isinstance(layer, dict) and isinstance(layer.get("id"), str)
        ]
        max_zoom = min(header["max_zoom"], _MOST_ZOOM)
        return TileArchiveInfo(
            name=_words(metadata.get("name")) or stem,
            kind=kind,
            mime=_MIME[header["tile_type"]],
            min_zoom=min(header["min_zoom"], max_zoom),
            max_zoom=max_zoom,
            box=_box(header),
            layers=tuple(dict.fromkeys(names)),
            attribution=_words(metadata.get("attribution")),
        )

    def _metadata(self) -> dict[str, Any]:
        header = self._header
        if not header["metadata_length"]:
            return {}
        packed = self._range(header["metadata_offset"], header["metadata_length"])
        data = self._unpacked(packed, header["internal_compression"], _MOST_METADATA)
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise self._damaged() from error
        return found if isinstance(found, dict) else {}

    def _directory(self, offset: int, length: int) -> list[Entry]:
        key = (offset, length)
        with self._lock:
            if key in self._directories:
                self._directories.move_to_end(key)
                return self._directories[key]
        packed = self._range(offset, min(length, _MOST_DIRECTORY))
        plain = self._unpacked(packed, self._header["internal_compression"], _MOST_DIRECTORY)
        try:
            # The package unpacks by itself, without a limit: it is given what has passed ours.
            entries = deserialize_directory(gzip.compress(plain, 1))
        except (EOFError, IndexError, ValueError, OSError) as error:
            raise self._damaged() from error
        with self._lock:
            self._directories[key] = entries
            while len(self._directories) > _KEPT:
                self._directories.popitem(last=False)
        return entries

    def _unpacked(self, data: bytes, compression: Compression, most: int) -> bytes:
        try:
            match compression:
                case Compression.GZIP:
                    unpacker = zlib.decompressobj(wbits=31)
                    plain = unpacker.decompress(data, most)
                    is_whole = unpacker.eof
                case Compression.ZSTD:
                    with zstandard.ZstdDecompressor().stream_reader(data) as stream:
                        plain = stream.read(most)
                        is_whole = not stream.read(1)
                case _:
                    return data
        except (zlib.error, zstandard.ZstdError) as error:
            raise self._damaged() from error
        if not is_whole:
            raise self._damaged()
        return plain


def _words(value: object) -> str:
    """Return a text without the marks of HTML, which attributions often have."""
    if not isinstance(value, str):
        return ""
    return " ".join(shortened(html.unescape(_TAG.sub("", value[:2_000])), 500).split())


def _box(header: HeaderDict) -> Box:
    """Return where there are tiles; the whole earth when the archive says nonsense."""
    west, south = header["min_lon_e7"] / 1e7, header["min_lat_e7"] / 1e7
    east, north = header["max_lon_e7"] / 1e7, header["max_lat_e7"] / 1e7
    if -180 <= west < east <= 180 and -90 <= south < north <= 90:  # noqa: PLR2004 - degrees
        return Box(west, south, east, north)
    return Box(-180.0, -85.0, 180.0, 85.0)
