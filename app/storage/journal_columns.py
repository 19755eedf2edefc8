"""All events of a period as columns: what figures over thousands of events are made of.

SQLite packs time and kind of each event into one number and the numbers of each alarm into one
text, which costs a fraction of three Python values an event.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from app.domain.alarms import EVENT_KINDS, AlarmColumns, AlarmEventKind
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


def columns_of(hidden: Rows, packed: Rows) -> AlarmColumns:
    """Return rows of `HIDDEN_SQL` and `COLUMN_SQL` as columns."""
    raised = EVENT_KINDS.index(AlarmEventKind.RAISED)
    names, texts, counts = [], [], []
    for alarm, last, packed_text in packed:
        text = packed_text[1:-1]
        if last is not None and last & _UNKNOWN == raised:
            text = f"{last},{text}" if text else str(last)
        if text:
            names.append(alarm)
            texts.append(text)
            counts.append(text.count(",") + 1)
    numbers = np.fromstring(",".join(texts), np.int64, sep=",")
    places = {name: place for place, name in enumerate(names)}
    for alarm, _, _ in hidden:
        places.setdefault(alarm, len(places))
    return AlarmColumns.of(
        tuple(places),
        np.concatenate(
            [
                np.repeat(np.arange(len(names)), counts),
                np.array([places[alarm] for alarm, _, _ in hidden], np.int64),
            ]
        ),
        np.concatenate(
            [
                numbers & _UNKNOWN,
                np.array([_number(kind) for _, kind, _ in hidden], np.int64),
            ]
        ),
        np.concatenate(
            [numbers >> _KIND_BITS, np.array([since for _, _, since in hidden], np.int64)]
        ),
    )


def _number(kind: str) -> int:
    return EVENT_KINDS.index(AlarmEventKind(kind))
