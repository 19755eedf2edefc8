"""What kind of city model a file is, told by its first bytes and never by its name alone."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final, Literal

from twin_viewer.formats.city_files import packed

CityFormat = Literal["citygml", "cityjson", "cityjsonseq", "object"]

_HEAD: Final = 65_536
_GLB: Final = b"glTF"
_ZIP: Final = b"PK\x03\x04"
_ENDINGS: Final = (".gml", ".xml", ".json", ".jsonl", ".glb", ".gltf", ".obj", ".gz")
_MARKS: Final = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_TYPE: Final = re.compile(r'"type"\s*:\s*"(CityJSON(?:Feature)?)"')
_GLTF_KEYS: Final = re.compile(r'"(asset|accessors|bufferViews|buffers|meshes|scenes|nodes)"\s*:')
_OBJ_CORNER: Final = re.compile(r"^v(?:[ \t]+[-+\d.eE]+){3,}", re.MULTILINE)
_CITYGML: Final = re.compile(r"<(?:[\w.-]+:)?CityModel[\s>/]|opengis\.net/citygml")


def sniff_city(path: Path) -> CityFormat | None:
    """Return what kind of city model a file is; None where it is none or cannot be read.

    Looks into files packed with gzip and into the first fitting part of a ZIP archive.

    Args:
        path: The file.
    """
    try:
        head, tail = _ends(path)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return None
    return format_of(head, tail)


def format_of(head: bytes, tail: bytes = b"") -> CityFormat | None:
    """Return what begins like this.

    Args:
        head: The first bytes of a file.
        tail: Its last bytes, where they are at hand: CityJSON may say at its end what it is.
    """
    if head.startswith(_GLB):
        return "object"
    text = _decoded(head).lstrip()
    if text.startswith("<"):
        return "citygml" if _CITYGML.search(text) else None
    if text.startswith("{"):
        return _json_format(text, _decoded(tail))
    return "object" if _OBJ_CORNER.search(text) else None


def _json_format(text: str, tail: str) -> CityFormat | None:
    first, _, rest = text.partition("\n")
    kinds = _TYPE.findall(first) or _TYPE.findall(text)
    if "CityJSONFeature" in kinds[:1] or '"CityJSONFeature"' in rest[:_HEAD]:
        return "cityjsonseq"
    if kinds or '"CityObjects"' in text or _TYPE.search(tail):
        return "cityjson"
    keys = set(_GLTF_KEYS.findall(text)) | set(_GLTF_KEYS.findall(tail))
    return "object" if len(keys) > 1 else None


def _ends(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as stream:
        head = stream.read(4)
        stream.seek(0)
        if head == _ZIP:
            return _inner_head(zipfile.ZipFile(stream)), b""
        with packed(head, stream) as plain:
            first = plain.read(_HEAD)
            if plain is not stream:
                return first, b""
        size = path.stat().st_size
        if size <= _HEAD:
            return first, b""
        stream.seek(max(_HEAD, size - _HEAD))
        return first, stream.read(_HEAD)


def _inner_head(archive: zipfile.ZipFile) -> bytes:
    with archive:
        for part in archive.infolist():
            if part.filename.lower().endswith(_ENDINGS):
                with archive.open(part) as inner:
                    return inner.read(_HEAD)
    return b""


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "replace")
