"""The lines of the journal as rows: in words, searchable, newest first."""

from collections.abc import Mapping, Sequence
from html import escape
from math import isnan
from typing import Final

from PySide6.QtCore import QObject
from typing_extensions import override

from app.domain.alarms import AlarmEventKind, AlarmId, Mirror, Priority, RuleKind
from app.domain.cities import City
from app.services.ports import JournalEntry
from widgets.alarms.columns import JOURNAL_COLUMNS, JournalColumn
from widgets.alarms.entries import AlarmBook
from widgets.alarms.event_words import event_actor, event_details, event_text
from widgets.alarms.hiding import suppression_text
from widgets.alarms.rows import TOP, Index, Row, RowModel
from widgets.alarms.words import short_message
from widgets.folding import fold, matches
from widgets.texts import DASH, language, priority_text, time_text, value_with_unit
from widgets.theme import alarm_look

_BY_DESIGN: Final = frozenset({AlarmEventKind.SUPPRESSED, AlarmEventKind.UNSUPPRESSED})
_MOST_FOLDED: Final = 50_000

_CALLS: Final = frozenset({AlarmEventKind.RAISED, AlarmEventKind.REALARMED})
"""Events that call somebody; all others stand back."""


class JournalWording:
    """Turns lines into rows; may be used from any thread.

    Args:
        city: The profile.
        mirrors: What is known of alarms that servers judge themselves.
    """

    def __init__(self, city: City, mirrors: Mapping[AlarmId, Mirror] | None = None) -> None:
        self.zone = city.time_zone
        self._book = AlarmBook(city)
        self._book.add_mirrors(mirrors or {})
        self._folded: dict[tuple[object, ...], str] = {}

    def row(self, entry: JournalEntry) -> Row:
        """Return a line as a row."""
        event = entry.event
        rule = self._book.rule(event.alarm)
        point, subject, place = self._book.describe(rule)
        is_lost = rule.kind is RuleKind.LOST
        message = rule.message.in_language(language())
        if language() == "de" and entry.message:
            message = entry.message  # what the journal itself says
        value = DASH
        if point is not None and not is_lost and not isnan(event.value):
            value = value_with_unit(point, event.value)
        time = time_text(event.time_us, self.zone, with_date=True)
        priority = priority_text(rule.priority, is_lost=is_lost)
        short = short_message(message, subject, place)
        details = event_details(event, self.zone, self._name_of)
        texts = (
            time, event_text(event.kind), priority, subject, place, short, value,
            event_actor(event), details,
        )  # fmt: skip
        tooltip = "<br>".join(escape(text) for text in (subject, place, message, details) if text)
        return Row(
            key=str(entry.id),
            texts=texts,
            look=alarm_look(rule.priority, is_lost=is_lost),
            is_filled=False,
            is_dimmed=event.kind not in _CALLS,
            tip=tooltip,
        )

    def priority(self, entry: JournalEntry) -> Priority:
        """Return the priority of the alarm of a line."""
        return self._book.rule(entry.event.alarm).priority

    def _name_of(self, by: str) -> str:
        if not ("#" in by or "@" in by):
            return ""
        return self._book.describe(self._book.rule(AlarmId(by)))[1]

    def point_id(self, entry: JournalEntry) -> str:
        """Return the point of a line; empty for a source."""
        point, _, _ = self._book.describe(self._book.rule(entry.event.alarm))
        return "" if point is None else str(point.id)

    def is_match(self, entry: JournalEntry, words: list[str]) -> bool:
        """Tell whether all (folded) words occur in a line.

        A search looks at a million lines: what the lines of one alarm have in common is folded
        once, and a line is worded only for words that may stand in its times and numbers.
        """
        if not words:
            return True
        event = entry.event
        by = suppression_text(event.comment, self._name_of) if event.kind in _BY_DESIGN else ""
        own = fold("\n".join((event_actor(event), event.comment, event.work_order, by)))
        text = f"{self._common(entry)}\n{own}"
        left = [word for word in words if word not in text]
        if not left:
            return True
        if not any(letter.isdigit() for word in left for letter in word):
            return False
        return matches(fold("\n".join(self.row(entry).texts)), left)

    def _common(self, entry: JournalEntry) -> str:
        """Return the folded text of all lines that tell the same of the same alarm."""
        event = entry.event
        rule = self._book.rule(event.alarm)
        is_state = rule.kind.has_codes
        key = (event.alarm, event.kind, entry.message, event.value if is_state else 0.0)
        known = self._folded.get(key)
        if known is None:
            if len(self._folded) > _MOST_FOLDED:
                self._folded.clear()
            texts = [*self.row(entry).texts, str(event.alarm)]
            for column in (JournalColumn.TIME, JournalColumn.ACTOR, JournalColumn.COMMENT):
                texts[column] = ""
            if not is_state:
                texts[JournalColumn.VALUE] = ""
            known = self._folded[key] = fold("\n".join(texts))
        return known


class JournalModel(RowModel):
    """Lines of the journal that were read so far, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(JOURNAL_COLUMNS, parent)
        self.entries: list[JournalEntry] = []
        self.wording: JournalWording | None = None
        self._rows: dict[int, Row] = {}

    def clear(self) -> None:
        """Show no line."""
        self.beginResetModel()
        self.entries = []
        self._rows = {}
        self.endResetModel()

    def replace(self, entries: Sequence[JournalEntry]) -> None:
        """Show these lines instead; nothing moves when they are the same."""
        if [entry.id for entry in entries] != [entry.id for entry in self.entries]:
            self.beginResetModel()
            self.entries = list(entries)
            self.endResetModel()

    def append(self, entries: Sequence[JournalEntry]) -> None:
        """Add older lines at the end."""
        if entries:
            first = len(self.entries)
            self.beginInsertRows(TOP, first, first + len(entries) - 1)
            self.entries.extend(entries)
            self.endInsertRows()

    def prepend(self, entries: Sequence[JournalEntry]) -> None:
        """Add newer lines at the top."""
        if entries:
            self.beginInsertRows(TOP, 0, len(entries) - 1)
            self.entries[:0] = entries
            self.endInsertRows()

    def reword(self, wording: JournalWording) -> None:
        """Say all lines anew, of another profile or in another language."""
        self.wording = wording
        self._rows = {}
        if self.entries:
            last = self.index(len(self.entries) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def key(self, place: int) -> str:
        return str(self.entries[place].id) if 0 <= place < len(self.entries) else ""

    @override
    def place(self, key: str) -> int:
        found = (place for place, entry in enumerate(self.entries) if str(entry.id) == key)
        return next(found, -1)

    @override
    def row(self, place: int) -> Row:
        entry = self.entries[place]
        row = self._rows.get(entry.id)
        if row is None:
            empty = Row(str(entry.id), ("",) * self.columnCount())
            row = empty if self.wording is None else self.wording.row(entry)
            self._rows[entry.id] = row
        return row
