"""An alarm as a row: texts of all columns, chip, marks; and the head of a group."""

from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import OrderKind, Priority, VisibleState
from app.domain.samples import NO_TIME
from widgets.alarms.arrangement import HEAD
from widgets.alarms.chips import ChipState
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.grouping import FirstOut, Group, offset_text
from widgets.alarms.hiding import (
    NameOf,
    ends_in_shift,
    hidden_comment,
    remaining_text,
    suppression_text,
)
from widgets.alarms.rows import GroupHead, Row
from widgets.alarms.tooltips import entry_tooltip
from widgets.alarms.words import (
    entry_limit_text,
    entry_state_text,
    entry_subject_text,
    entry_value_text,
    raised_text,
    short_message,
)
from widgets.foreign_texts import on_screen
from widgets.texts import count
from widgets.theme import alarm_look

_BADGES: Final = {
    VisibleState.SHELVED: "Z",
    VisibleState.SUPPRESSED: "U",
    VisibleState.OUT_OF_SERVICE: "A",
}
_LATCHED: Final = frozenset({VisibleState.LATCHED, VisibleState.LATCHED_UNACKNOWLEDGED})
_OVER: Final = _LATCHED | {VisibleState.RETURNED, VisibleState.NORMAL}
_REMAINING: Final = frozenset({int(AlarmColumn.REMAINING)})


@dataclass(slots=True)
class RowSetting:
    """What rows are worded by, beside their alarm.

    Attributes:
        zone: Time zone of the city.
        at_us: The moment shown, µs UTC.
        shift_end_us: When the present shift ends, µs UTC; `NO_TIME` without one.
        name_of: Gives the names of what suppresses alarms.
        pending: Orders that are on their way, by alarm.
        failed: Why the last order failed, by alarm.
    """

    zone: str = "UTC"
    at_us: int = 0
    shift_end_us: int = NO_TIME
    name_of: NameOf = lambda _: ""
    pending: dict[str, OrderKind] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def pending_text(kind: OrderKind) -> str:
    """Return what is being done to an alarm whose order is on its way."""
    words = {
        OrderKind.ACKNOWLEDGE: QCoreApplication.translate("alarms", "wird quittiert …"),
        OrderKind.UNACKNOWLEDGE: QCoreApplication.translate(
            "alarms", "Quittierung wird zurückgenommen …"
        ),
        OrderKind.SHELVE: QCoreApplication.translate("alarms", "wird zurückgestellt …"),
        OrderKind.UNSHELVE: QCoreApplication.translate("alarms", "wird zurückgeholt …"),
        OrderKind.REMOVE: QCoreApplication.translate("alarms", "wird außer Betrieb genommen …"),
        OrderKind.RESTORE: QCoreApplication.translate("alarms", "wird in Betrieb genommen …"),
        OrderKind.RESET: QCoreApplication.translate("alarms", "wird zurückgesetzt …"),
        OrderKind.CONFIRM: QCoreApplication.translate("alarms", "wird bestätigt …"),
        OrderKind.COMMENT: QCoreApplication.translate("alarms", "Kommentar wird gespeichert …"),
    }
    return words[kind]


def make_row(entry: AlarmEntry, setting: RowSetting, first: FirstOut | None) -> Row:
    """Return an alarm as a row; `first` is the first alarm of its group, where that is told."""
    state = entry.state
    inner = state.inner
    texts = (
        entry.priority_word,
        raised_text(state.raised_us, setting.at_us, setting.zone),
        short_message(entry.message, entry.subject, entry.place),
        entry.place,
        entry_subject_text(entry),
        entry_value_text(entry),
        entry_limit_text(entry),
        _state_text(entry, setting),
        state.acknowledged_by if state.is_acknowledged else "",
        f"×{count(state.occurrences)}" if state.occurrences > 1 else "",
        _remaining(entry, setting),
        entry.around.cause,
        entry.around.source,
        hidden_comment(state) or suppression_text(state.suppressed_by, setting.name_of),
    )
    return Row(
        key=entry.id,
        texts=texts,
        look=entry.look,
        is_filled=entry.is_calling,
        is_dimmed=not state.is_active or state.is_hidden,
        tip=partial(_tooltip, entry, setting, setting.failed.get(entry.id, "")),
        chip=ChipState(
            is_returned=inner in _OVER,
            is_latched=inner in _LATCHED,
            badge=_BADGES.get(state.visible, ""),
        ),
        is_hatched=not state.is_measured,
        mark=offset_text(entry, first),
        is_first=first is not None and first.alarm == entry.id,
        urgent=_REMAINING if ends_in_shift(state, setting.shift_end_us) else frozenset(),
    )


def _tooltip(entry: AlarmEntry, setting: RowSetting, failure: str) -> str:
    tooltip = entry_tooltip(entry, setting.zone, setting.name_of)
    return f"{on_screen(failure)}<br>{tooltip}" if failure else tooltip


def _state_text(entry: AlarmEntry, setting: RowSetting) -> str:
    pending = setting.pending.get(entry.id)
    if pending is not None:
        return pending_text(pending)
    words = entry_state_text(entry)
    if entry.state.suppressed_by and entry.state.visible is VisibleState.SUPPRESSED:
        by = suppression_text(entry.state.suppressed_by, setting.name_of)
        first, _, rest = words.partition(" · ")
        words = " · ".join(part for part in (f"{first} {by}", rest) if part)
    if entry.id in setting.failed:
        return QCoreApplication.translate("alarms", "nicht ausgeführt · {state}").format(
            state=words
        )
    return words


def _remaining(entry: AlarmEntry, setting: RowSetting) -> str:
    words = remaining_text(entry.state, setting.at_us)
    if words and ends_in_shift(entry.state, setting.shift_end_us):
        return QCoreApplication.translate("alarms", "{span} (in dieser Schicht)").format(span=words)
    return words


def make_head(group: Group, columns: int, *, is_open: bool) -> Row:
    """Return the head of a group as a row."""
    counts = []
    if group.lost:
        waiting = any(e.is_lost and e.is_calling for e in group.entries.values())
        counts.append((alarm_look(Priority.HIGH, is_lost=True), group.lost, waiting))
    for priority in Priority:
        lost = group.lost if priority is Priority.HIGH else 0
        total = group.totals[priority] - lost
        if total > 0:
            counts.append((alarm_look(priority), total, group.waiting[priority] > 0))
    counts.sort(key=lambda item: not item[2])
    words = QCoreApplication.translate("alarms", "%n Alarm(e)", "", len(group.entries))
    waiting_n = sum(group.waiting.values())
    if waiting_n:
        rest = QCoreApplication.translate("alarms", "{count} nicht quittiert")
        words = f"{words}, {rest.format(count=count(waiting_n))}"
    whole = f"{group.name}: {words}"
    head = GroupHead(group.name, is_open, words, tuple(counts))
    return Row(HEAD + group.key, (whole, *("",) * (columns - 1)), tip=whole, head=head)
