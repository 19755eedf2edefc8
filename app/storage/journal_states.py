"""The present state of each alarm in the journal's file, and what is known of mirrored ones.

Unlike the lines these rows are replaced: they only spare a restart the replay of all lines. A state
is forgotten once its alarm is at rest; what a server told of an alarm is kept beyond that, because
the past of the alarm still needs its name and its severity.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from math import isnan
from typing import Any, Final

from app.domain.alarms import AlarmId, AlarmState, Condition, Mirror, OutOfService, Shelf
from app.domain.points import PointId, SourceId
from app.domain.texts import Text

STATE_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS state(alarm TEXT PRIMARY KEY, d TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mirror(alarm TEXT PRIMARY KEY, d TEXT NOT NULL) WITHOUT ROWID;
"""
STATES_SQL: Final = "SELECT alarm, d FROM state ORDER BY alarm"
MIRRORS_SQL: Final = "SELECT alarm, d FROM mirror ORDER BY alarm"

_KEEP_STATE: Final = "INSERT OR REPLACE INTO state VALUES(?, ?)"
_KEEP_MIRROR: Final = (
    "INSERT INTO mirror VALUES(?, ?) ON CONFLICT(alarm) DO UPDATE SET d=excluded.d"
    " WHERE d<>excluded.d"
)
_WRITTEN: Final = frozenset({"condition", "value", "shelf", "out_of_service", "mirror"})
"""Values that are written in a way of their own."""

_PLAIN: Final = tuple(
    (field.name, field.default) for field in fields(AlarmState) if field.name not in _WRITTEN
)
"""All other values, with what they are where they are not written."""

_encode: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def keep_states(connection: sqlite3.Connection, states: Mapping[AlarmId, AlarmState]) -> None:
    """Replace the states of alarms and forget those at rest, inside a transaction."""
    resting = [(alarm,) for alarm, state in states.items() if state.is_at_rest]
    kept = [(alarm, _state_text(state)) for alarm, state in states.items() if not state.is_at_rest]
    mirrors = [
        (alarm, _encode(_mirror_values(state.mirror)))
        for alarm, state in states.items()
        if state.mirror is not None
    ]
    connection.executemany("DELETE FROM state WHERE alarm=?", resting)
    connection.executemany(_KEEP_STATE, kept)
    connection.executemany(_KEEP_MIRROR, mirrors)


def states_of(rows: Iterable[tuple[Any, ...]]) -> dict[AlarmId, AlarmState]:
    """Return rows of `STATES_SQL` as states; what cannot be read is passed over."""
    found = {}
    for alarm, text in rows:
        with suppress(ValueError, TypeError, KeyError):
            found[AlarmId(alarm)] = _state(json.loads(text))
    return found


def mirrors_of(rows: Iterable[tuple[Any, ...]]) -> dict[AlarmId, Mirror]:
    """Return rows of `MIRRORS_SQL`; what cannot be read is passed over."""
    found = {}
    for alarm, text in rows:
        with suppress(ValueError, TypeError, KeyError):
            found[AlarmId(alarm)] = _mirror(json.loads(text))
    return found


def _state_text(state: AlarmState) -> str:
    values: dict[str, Any] = {"condition": state.condition.value}
    for name, default in _PLAIN:
        value = getattr(state, name)
        if value != default:
            values[name] = value
    if not isnan(state.value):
        values["value"] = state.value
    if state.shelf is not None:
        values["shelf"] = _values(state.shelf)
    if state.out_of_service is not None:
        values["out_of_service"] = _values(state.out_of_service)
    if state.mirror is not None:
        values["mirror"] = _mirror_values(state.mirror)
    return _encode(values)


def _state(values: dict[str, Any]) -> AlarmState:
    kept = _known(AlarmState, values)
    kept["condition"] = Condition(kept["condition"])
    if kept.get("value") is None:
        kept["value"] = float("nan")
    if kept.get("shelf"):
        kept["shelf"] = Shelf(**_known(Shelf, kept["shelf"]))
    if kept.get("out_of_service"):
        kept["out_of_service"] = OutOfService(**_known(OutOfService, kept["out_of_service"]))
    if kept.get("mirror"):
        kept["mirror"] = _mirror(kept["mirror"])
    return AlarmState(**kept)


def _mirror_values(mirror: Mirror) -> dict[str, Any]:
    return _values(mirror) | {
        "message": _values(mirror.message),
        "methods": sorted(mirror.methods),
    }


def _mirror(values: dict[str, Any]) -> Mirror:
    kept = _known(Mirror, values)
    kept["source"] = SourceId(kept["source"])
    kept["message"] = Text(**_known(Text, kept["message"]))
    kept["methods"] = frozenset(kept.get("methods", ()))
    if kept.get("point") is not None:
        kept["point"] = PointId(kept["point"])
    return Mirror(**kept)


def _values(part: Shelf | OutOfService | Mirror | Text) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _known(
    kind: type[AlarmState | Shelf | OutOfService | Mirror | Text], values: dict[str, Any]
) -> dict[str, Any]:
    """Return the values that this program knows; a later one may have written more."""
    known = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in known}
