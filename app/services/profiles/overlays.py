"""Adding points that a person dragged out of a source, in a file beside the profile."""

import os
import re
import tempfile
import unicodedata
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from app.domain.cities import City
from app.domain.points import Point, PointId, PointKind
from app.domain.sources import BrowseNode
from app.services.profiles import faults
from app.services.profiles.documents import parse_document, read_overlay
from app.services.profiles.names import check_id
from app.services.profiles.notation import toml
from app.services.profiles.problems import Document, Findings, Origin, ProfileError

_HEAD = """\
# Points that were added in the console. The file is read after the profile; it may be edited, and
# deleting it takes the points away again. docs/profile.md describes every key.
"""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST_ID = 100


def append_points(overlay_file: Path, points: Sequence[Point]) -> None:
    """Add points to the overlay file, keeping what stands there, also comments.

    The file is replaced whole: after a crash it is the old one or the new one.

    Args:
        overlay_file: The file; it and its folder are made when missing.
        points: The new points.

    Raises:
        ProfileError: The file is not readable as it is, or holds one of the ids already. It was
            not changed.
        OSError: The file cannot be written (disk full, no right). It was not changed.
    """
    if not points:
        return
    findings = Findings()
    document = read_overlay(overlay_file, findings)
    if len(findings):
        raise ProfileError(findings.problems())
    start = _HEAD if document is None else document.text.rstrip() + "\n"
    text = start + "".join(point_toml(point) for point in points)
    # What is written must be readable again: this finds unusable numbers and ids, and a file
    # whose points stand in a form that cannot be appended to.
    written = parse_document(text, overlay_file.name, findings, is_overlay=True)
    if written is not None:
        _check_ids(written, findings)
    if len(findings):
        raise ProfileError(findings.problems())
    _replace(overlay_file, text)


def _check_ids(document: Document, findings: Findings) -> None:
    seen: set[str] = set()
    tables = document.data["point"]
    for index, table in enumerate(tables):
        id_ = str(table.get("id", ""))
        place = Origin(document, ("point", index))
        check_id(id_, place, findings)
        if id_ in seen:
            findings.add(faults.DUPLICATE_ID, place.at("id"), value=id_, other=document.file)
        seen.add(id_)


def propose_point_id(node: BrowseNode, source: str, taken: Collection[str]) -> PointId:
    """Return a readable id for a browsed node that no point has yet.

    Args:
        node: What was browsed.
        source: Id of its source; it becomes the beginning.
        taken: Ids that exist.
    """
    words = re.split(r"[;=/]", node.address)[-1] or node.name
    wanted = ".".join(filter(None, (source, _plain(words), _plain(node.item))))
    wanted = wanted[:_LONGEST_ID].strip("._-") or "punkt"
    proposal, number = wanted, 2
    while proposal in taken:
        proposal, number = f"{wanted}-{number}", number + 1
    return PointId(proposal)


def taken_ids(city: City) -> frozenset[str]:
    """Return the ids that a new point must not have."""
    return frozenset(point.id for point in city.points)


def _plain(words: str) -> str:
    """Return words in the letters of an id: `Außen/Wärme` becomes `aussen-waerme`."""
    lower = unicodedata.normalize("NFC", words).lower().translate(_GERMAN)
    simple = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", simple).strip("-.")


def _replace(path: Path, text: str) -> None:
    """Write a file so that a crash leaves the old or the new one, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    with suppress(OSError):  # Windows cannot open folders; the rename is safe there without it.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


# --- TOML -----------------------------------------------------------------------------------


def point_toml(point: Point) -> str:
    """Return a point as a `[[point]]` table; keys that have their usual value are left out."""
    location = point.location
    usual = {"kind": "analog", "interval_s": 60.0, "decimals": 1, "scale": 1.0, "offset": 0.0}
    usual |= {"resolution_us": 1_000, "writable": False}
    values: dict[str, object] = {
        "id": point.id,
        "name": point.name,
        "kind": point.kind.value,
        "unit": point.unit.id,
        "source": point.source,
        "node": point.address.node,
        "item": point.address.item,
        "field": point.field,
        "device": point.device,
        "type": point.type,
        "site": point.site,
        "district": point.district,
        "lon": None if location is None else location.longitude,
        "lat": None if location is None else location.latitude,
        "interval_s": point.interval_s,
        "decimals": point.decimals,
        "scale": point.scale,
        "offset": point.offset,
        "resolution_us": point.resolution_us,
        "states": point.states if point.kind is PointKind.STATE else None,
        "writable": point.is_writable,
    }
    lines = [
        f"{key} = {toml(value)}"
        for key, value in values.items()
        if value not in {None, ""} and usual.get(key) != value
    ]
    return "\n[[point]]\n" + "\n".join(lines) + "\n"
