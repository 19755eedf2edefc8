"""The map of a profile: base map, layers of the city, and what may come from outside."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from app.domain.maps import Box, LayerFile, MapConfig, OnlineMap
from app.services.profiles import faults, map_faults
from app.services.profiles.names import Entry, Tables, check_id, named
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import (
    EARTH,
    CityTable,
    LayerTable,
    MapTable,
    OnlineTable,
    text_of,
)

_BASE_FOLDER: Final = "map"
"""Folder of the base map's files inside a profile."""
_ORIGIN = r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?"
_HOST = re.compile(_ORIGIN, re.IGNORECASE)
_TILE_URL = re.compile(rf"({_ORIGIN})/[^\s\\]*", re.IGNORECASE)
_CRS = re.compile(r"[A-Za-z]{2,10}:[0-9]{1,9}")
_PLACEHOLDERS: Final = ("{z}", "{x}", "{y}")
_TILE_SIZES: Final = (64, 2_048)
_ZOOMS: Final = (0, 24)


def build_box(city: CityTable) -> Box | None:
    """Return where the city lies; None when the profile does not say."""
    if tuple(city.box) == EARTH:
        return None
    west, south, east, north = city.box
    return Box(west, south, east, north)


def build_map(tables: Tables, folder: Path, findings: Findings) -> MapConfig:
    """Return the map of a profile; one without any table is whole, too.

    A layer whose file is missing is not a problem of the profile: files come and go. The map
    says it at the layer.

    Args:
        tables: All tables of the profile.
        folder: Folder of the profile; files are named from there.
        findings: Takes what is wrong.
    """
    table = _only_one(tables.maps, findings)
    written = MapTable() if table is None else table.table
    allowed = () if table is None else tuple(_allowed(table, findings))
    base = folder.absolute() / _BASE_FOLDER
    return MapConfig(
        folder=str(base) if base.is_dir() else "",
        notice=text_of(written.notice),
        attribution=written.attribution,
        files=_files(tables.layers, folder.absolute(), findings),
        online=_online(tables.online, allowed, findings),
        allowed=tuple(dict.fromkeys(allowed)),
    )


def _only_one(entries: list[Entry[MapTable]], findings: Findings) -> Entry[MapTable] | None:
    for extra in entries[1:]:
        other = entries[0].origin
        findings.add(faults.DUPLICATE_ID, extra.origin, value="map", other=other)
    return entries[0] if entries else None


def _allowed(entry: Entry[MapTable], findings: Findings) -> Iterable[str]:
    for index, host in enumerate(entry.table.allowed):
        if _HOST.fullmatch(host):
            yield _plain(host)
        else:
            findings.add(map_faults.BAD_HOST, entry.origin.at("allowed", index), value=host)


def _plain(host: str) -> str:
    """Return a host in the one way in which it is compared."""
    return host.lower().removesuffix(":443")


def _is_new(id_: str, seen: dict[str, Origin], origin: Origin, findings: Findings) -> bool:
    """Tell whether an id is used for the first time, and note its faults."""
    check_id(id_, origin, findings)
    other = seen.setdefault(id_, origin)
    if other is not origin:
        findings.add(faults.DUPLICATE_ID, origin.at("id"), value=id_, other=other)
    return other is origin


def _files(
    entries: Iterable[Entry[LayerTable]], folder: Path, findings: Findings
) -> tuple[LayerFile, ...]:
    seen: dict[str, Origin] = {}
    files = []
    for entry in entries:
        table, origin = entry.table, entry.origin
        if not _is_new(table.id, seen, origin, findings):
            continue
        if not table.file.strip() or "\0" in table.file:
            findings.add(map_faults.BAD_FILE, origin.at("file"), value=table.file)
        if table.crs and not _CRS.fullmatch(table.crs):
            findings.add(map_faults.BAD_CRS, origin.at("crs"), value=table.crs)
        files.append(
            LayerFile(
                id=table.id,
                name=named(table.name, origin.at("name"), findings),
                path=str(folder / table.file),
                crs=table.crs.upper(),
                attribution=table.attribution,
                licence=table.licence,
                is_visible=table.visible,
                part=table.part,
            )
        )
    return tuple(files)


def _online(
    entries: Iterable[Entry[OnlineTable]], allowed: Collection[str], findings: Findings
) -> tuple[OnlineMap, ...]:
    seen: dict[str, Origin] = {}
    maps = []
    for entry in entries:
        table, origin = entry.table, entry.origin
        if not _is_new(table.id, seen, origin, findings):
            continue
        _check_url(table.url, allowed, origin.at("url"), findings)
        for key, value, (low, high) in (
            ("tile_size", table.tile_size, _TILE_SIZES),
            ("max_zoom", table.max_zoom, _ZOOMS),
        ):
            if not low <= value <= high:
                where = origin.at(key)
                findings.add(faults.OUT_OF_RANGE, where, value=value, low=low, high=high)
        maps.append(
            OnlineMap(
                id=table.id,
                name=named(table.name, origin.at("name"), findings),
                url=table.url,
                # Whose map it is must stand on it; without that nobody may show it.
                attribution=named(table.attribution, origin.at("attribution"), findings).de,
                tile_size=table.tile_size,
                max_zoom=table.max_zoom,
            )
        )
    return tuple(maps)


def _check_url(url: str, allowed: Collection[str], origin: Origin, findings: Findings) -> None:
    """Note what is wrong with the address of tiles; its host must be one of those allowed."""
    if url.lower().startswith("http://"):
        findings.add(map_faults.NOT_ENCRYPTED, origin, value=url)
        return
    found = _TILE_URL.fullmatch(url)
    rest = url
    for placeholder in _PLACEHOLDERS:
        rest = rest.replace(placeholder, "")
    is_whole = all(placeholder in url for placeholder in _PLACEHOLDERS)
    if found is None or not is_whole or "{" in rest or "}" in rest:
        findings.add(map_faults.BAD_TILE_URL, origin, value=url)
    elif _plain(found.group(1)) not in allowed:
        findings.add(map_faults.NOT_ALLOWED, origin, value=_plain(found.group(1)))
