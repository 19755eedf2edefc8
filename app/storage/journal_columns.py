"""All events of a period as columns: what figures over thousands of events are made of.

SQLite packs time and kind of each event into one number and the numbers of each alarm into one
text, which costs a fraction of three Python values an event.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from app.domain.alarms import EVENT_KINDS, AlarmColumns, AlarmEventKind, AlarmId
from app.storage.journal_lines import HIDING_KINDS

_KIND_BITS: Final = 5
_UNKNOWN: Final = (1 << _KIND_BITS) - 1
_CASES: Final = " ".join(
    f"WHEN '{kind.value}' THEN {number}" for number, kind in enumerate(EVENT_KINDS)
)
_PACKED: Final = f"(time_us << {_KIND_BITS}) | CASE kind {_CASES} ELSE {_UNKNOWN} END"

COLUMN_SQL: Final = f"""
WITH RECURSIVE known(alarm) AS (
  SELECT min(alarm) FROM entry UNION ALL
  SELECT (SELECT min(alarm) FROM entry WHERE alarm>known.alarm) FROM known
  WHERE known.alarm IS NOT NULL)
SELECT alarm,
  (SELECT {_PACKED} FROM entry e
   WHERE e.alarm=known.alarm AND kind IN ('raised', 'cleared') AND time_us<:start
   ORDER BY time_us DESC, kind LIMIT 1),
  (SELECT json_group_array({_PACKED}) FROM entry e
   WHERE e.alarm=known.alarm AND time_us>=:start AND time_us<:end)
FROM known WHERE alarm IS NOT NULL
"""  # noqa: S608 - constant parts only
"""Each alarm, its last raise or return before a period, and what happened to it in the period.

Each alarm is found by a leap over an index, and so are its events. At the same time a return
counts after a raise."""

HIDDEN_SQL: Final = f"""
WITH RECURSIVE hidden(alarm) AS (
  SELECT min(alarm) FROM entry WHERE kind IN ({HIDING_KINDS}) UNION ALL
  SELECT (SELECT min(alarm) FROM entry
          WHERE alarm>hidden.alarm AND kind IN ({HIDING_KINDS})) FROM hidden
  WHERE hidden.alarm IS NOT NULL),
pair(begins, ends) AS (
  VALUES ('shelved', 'unshelved'), ('suppressed', 'unsuppressed'), ('removed', 'restored')),
course AS (
  SELECT alarm, begins,
    (SELECT max(time_us) FROM entry e WHERE e.alarm=hidden.alarm AND kind=begins
     AND kind IN ({HIDING_KINDS}) AND time_us<:start) AS began,
    (SELECT max(time_us) FROM entry e WHERE e.alarm=hidden.alarm AND kind=ends
     AND kind IN ({HIDING_KINDS}) AND time_us<:start) AS ended
  FROM hidden CROSS JOIN pair WHERE alarm IS NOT NULL)
SELECT alarm, begins, began FROM course WHERE began>coalesce(ended, -1<<62)
"""  # noqa: S608 - constant parts only
"""What was hidden at a moment: the alarm, how, since when."""

Rows = Sequence[tuple[Any, ...]]


def columns_of(hidden: Rows, packed: Rows, start_us: int) -> AlarmColumns:
    """Return rows of `HIDDEN_SQL` and `COLUMN_SQL` as columns.

    Args:
        hidden: What was hidden at the start.
        packed: What stood at the start and what happened since.
        start_us: Begin of the period, µs UTC.
    """
    names, texts, counts = _unpacked(packed)
    numbers = np.fromstring(",".join(texts), np.int64, sep=",")
    places = {name: place for place, name in enumerate(names)}
    for alarm, _, _ in hidden:
        places.setdefault(alarm, len(places))
    alarm = np.repeat(np.arange(len(names)), counts)
    kind, time = numbers & _UNKNOWN, numbers >> _KIND_BITS
    is_before = time < start_us
    before_time = np.append(time[is_before], [since for _, _, since in hidden]).astype(np.int64)
    early = np.argsort(before_time, kind="stable")
    before_alarm = np.append(alarm[is_before], [places[name] for name, _, _ in hidden])[early]
    before_kind = np.append(kind[is_before], [_number(word) for _, word, _ in hidden])[early]
    alarm = np.concatenate([before_alarm, alarm[~is_before]]).astype(np.int64)
    kind = np.concatenate([before_kind, kind[~is_before]]).astype(np.int64)
    time = np.concatenate([before_time[early], time[~is_before]])
    order = np.argsort(alarm, kind="stable")
    return AlarmColumns.of(tuple(places), alarm[order], kind[order], time[order])


def _unpacked(packed: Rows) -> tuple[list[AlarmId], list[str], list[int]]:
    """Return alarms, the numbers of each as text, and how many these are."""
    raised = EVENT_KINDS.index(AlarmEventKind.RAISED)
    names, texts, counts = [], [], []
    for alarm, last, packed_text in packed:
        text = packed_text[1:-1]
        if last is not None and last & _UNKNOWN == raised:
            text = f"{last},{text}" if text else str(last)
        if text:
            names.append(AlarmId(alarm))
            texts.append(text)
            counts.append(text.count(",") + 1)
    return names, texts, counts


def _number(kind: str) -> int:
    return EVENT_KINDS.index(AlarmEventKind(kind))
