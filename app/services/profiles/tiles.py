"""The figures of the overview: one number each, made of chosen points."""

import re
from collections.abc import Iterable, Mapping

from app.domain.cities import TileConfig
from app.domain.points import FieldId, Point, PointId, PointKind
from app.services.profiles import faults
from app.services.profiles.names import Entry, Names, check_id, named, require
from app.services.profiles.points import Draft, chosen
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import TileTable

_NUMBER = {"mean", "max", "min", "sum"}
_COUNT = re.compile(r"count:(-?\d{1,9})")


def build_tiles(
    entries: Iterable[Entry[TileTable]],
    drafts: Mapping[PointId, Draft],
    names: Names,
    findings: Findings,
) -> tuple[TileConfig, ...]:
    """Return the tiles in the order of the profile."""
    tiles: dict[str, TileConfig] = {}
    for entry in entries:
        table, origin = entry.table, entry.origin
        check_id(table.id, origin, findings)
        if table.id in tiles:
            findings.add(
                faults.DUPLICATE_ID, origin.at("id"), value=table.id, other=origin.document.file
            )
        require(table.field, names.fields, "field", origin, findings)
        if table.district:
            require(table.district, names.districts, "district", origin, findings)
        ids = chosen(drafts, table, origin, findings)
        _check_aggregate(table.aggregate, [drafts[id_].point for id_ in ids], origin, findings)
        tiles[table.id] = TileConfig(
            id=table.id,
            title=named(table.title, origin.at("title"), findings),
            field=FieldId(table.field),
            points=tuple(ids),
            aggregate=table.aggregate,
            unit=table.unit,
            decimals=table.decimals,
        )
    return tuple(tiles.values())


def _check_aggregate(
    aggregate: str, points: list[Point], origin: Origin, findings: Findings
) -> None:
    count = _COUNT.fullmatch(aggregate)
    has_states = {point.kind is PointKind.STATE for point in points}
    if count is not None:
        is_sound = all(point.state(int(count.group(1))) is not None for point in points)
    else:
        is_sound = aggregate in _NUMBER and True not in has_states
    if not is_sound:
        findings.add(faults.BAD_AGGREGATE, origin.at("aggregate"), value=aggregate)
    units = sorted({point.unit.id for point in points})
    if count is None and len(units) > 1:
        findings.add(faults.MIXED_UNITS, origin, value=", ".join(units))
