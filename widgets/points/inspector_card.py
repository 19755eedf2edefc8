"""One point with everything that is known of it."""

from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.entries import NO_CHANGES, AlarmBook, AlarmEntry, Changes, why_not_acknowledge
from widgets.alarms.words import limit_text
from widgets.labels import ElidedLabel
from widgets.points.inspector_facts import legal_limits, legal_text, reading
from widgets.points.inspector_parts import (
    AlarmLine,
    Facts,
    QualityChip,
    Section,
    SparkPanel,
    words,
)
from widgets.points.inspector_ways import SelectionWays
from widgets.texts import language, priority_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import BODY_PT, GRID

_SECOND_US: Final = 1_000_000
_UNIT_STYLE: Final = f"font-size:{BODY_PT}pt;font-weight:400;"


class PointCard(QWidget):
    """Shows one point.

    Signals:
        acknowledge_requested: Alarm ids (list of str).
        id_copy_wanted: Only the id shall be copied.
    """

    acknowledge_requested = Signal(list)
    id_copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._book: AlarmBook | None = None
        self._row = -1
        self._second = -1
        self._entries: list[AlarmEntry] = []
        self._lines: list[AlarmLine] = []
        self.name = words(name="heading")
        self.place = words(name="muted")
        self.id = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.id.setObjectName("muted")
        self.copy_id = QToolButton()
        self.simulated = words(name="muted")
        self.value = words(name="kpi")
        self.value.setTextFormat(Qt.TextFormat.RichText)
        self.quality = QualityChip()
        self.age = words(name="muted")
        self.reason = words(name="muted")
        self.spark = SparkPanel()
        self.ways = SelectionWays()
        self.alarms, self.limits, self.law, self.origin = (Section() for _ in range(4))
        self.facts = Facts()
        self._arrange()
        self.copy_id.clicked.connect(self.id_copy_wanted)
        self.apply_theme()

    # ---- layout --------------------------------------------------------------------------------
    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(self._head())
        column.addWidget(self._now())
        column.addWidget(self.ways)
        for section in (self.alarms, self.limits, self.law, self.origin):
            column.addWidget(section)
        column.addStretch(1)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.id, 1)
        line.addWidget(self.copy_id)
        head.addWidget(self.name)
        head.addWidget(self.place)
        head.addLayout(line)
        head.addWidget(self.simulated)
        return head

    def _now(self) -> QFrame:
        """Return the card with what changes: value, quality, age, last hour."""
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.quality)
        line.addWidget(self.age, 1)
        column.addWidget(self.value)
        column.addLayout(line)
        column.addWidget(self.reason)
        column.addWidget(self.spark)
        return card

    # ---- what is shown -------------------------------------------------------------------------
    def show_point(self, city: City, row: int) -> None:
        """Show another point (or the same one in another language); values come later."""
        self._city, self._row = city, row
        self._book = AlarmBook(city)
        self._entries = []
        self._second = -1
        point = city.points[row]
        districts = {item.id: item.name.in_language(language()) for item in city.districts}
        places = (point.site.in_language(language()), districts.get(point.district, ""))
        self.name.setText(point.name.in_language(language()))
        self.place.setText(" · ".join(dict.fromkeys(filter(None, places))))
        self.id.setText(str(point.id))
        self.simulated.setText(self.tr("Dieser Wert ist simuliert."))
        self.simulated.setVisible(point.is_simulated)
        self.ways.retranslate()
        self.copy_id.setToolTip(self.tr("Kennung kopieren"))
        self.copy_id.setAccessibleName(self.tr("Kennung kopieren"))
        self.alarms.fill("", [])
        self._fill_origin(city, row)

    def set_rules(self, city: City, state: CityState | None) -> None:
        """Take the same profile with other rules; limits and alarms follow, all else stays."""
        self._city = city
        if self._book is None or state is None:
            return
        renewed = self._book.renew(city)
        self._fill_limits(city, state)
        self._show_alarms(city, state, renewed)

    def show_state(self, state: CityState) -> None:
        """Show value, alarms and origin at the moment of a state; only what changed is touched."""
        city = self._city
        if city is None:
            return
        second = state.at_us // _SECOND_US
        is_first = self._second < 0
        is_changed = state.changed is None or self._row in state.changed
        if is_changed or second != self._second:
            self._second = second
            self._show_value(city, state)
        if is_first:
            self._fill_limits(city, state)
        self._show_alarms(city, state)

    def _show_value(self, city: City, state: CityState) -> None:
        now = reading(city, self._row, state)
        unit = f'<span style="{_UNIT_STYLE}color:{theme().tokens.muted}"> {escape(now.unit)}</span>'
        self.value.setText(f"{escape(now.value)}{unit if now.unit else ''}")
        self.value.setEnabled(not now.is_stale)
        self.quality.show_reading(now)
        self.age.setText(self.tr("vor {age}").format(age=now.age))
        self.age.setVisible(now.age != "–")
        self.reason.setText(now.reason)
        self.reason.setVisible(bool(now.reason))
        minutes = None if state.sparks is None else state.sparks[self._row]
        self.spark.show_hour(city.points[self._row], minutes, is_stale=now.is_stale)
        self.facts.set_text("measured", now.measured)
        self.facts.set_text("received", now.received)
        source = self._source_name(city)
        self.facts.set_text("source", f"{source} ({now.source})" if now.source else source)

    def _show_alarms(self, city: City, state: CityState, renewed: Changes = NO_CHANGES) -> None:
        if self._book is None:
            return
        mine = str(city.points[self._row].id)
        changes = self._book.changes(state.alarms)
        changed = (*changes.changed, *renewed.changed)
        if not (changes.gone or renewed.gone or any(e.point_id == mine for e in changed)):
            entries = self._entries  # thousands of alarms of other points do not matter here
        else:
            entries = [e for e in self._book.entries(state.alarms) if e.point_id == mine]
        is_same = len(entries) == len(self._entries) and all(
            a is b for a, b in zip(entries, self._entries, strict=True)
        )
        if not is_same:
            self._entries = entries
            self._lines = [AlarmLine(e, state.at_us, city.time_zone) for e in entries]
            for line in self._lines:
                line.acknowledge_requested.connect(self.acknowledge_requested)
            self.alarms.fill(self.tr("Alarme"), list(self._lines))
        reason = why_not_acknowledge(city, state)
        for line in self._lines:
            line.allow(reason)

    # ---- what stays ----------------------------------------------------------------------------
    def _fill_limits(self, city: City, state: CityState) -> None:
        point = city.points[self._row]
        rules = [rule for rule in city.rules if rule.point == point.id]
        laws = [legal_limits(city, rule, state.at_us) for rule in rules]
        limits = [
            self._limit(city, rule, has_law=bool(law))
            for rule, law in zip(rules, laws, strict=True)
        ]
        self.limits.fill(self.tr("Grenzwerte"), limits)
        rows = [row for law in laws for row in law]
        texts = dict.fromkeys(legal_text(city, row, state.at_us) for row in rows)
        self.law.fill(self.tr("Gesetzlicher Grenzwert"), [self._law(text) for text in texts])

    def _limit(self, city: City, rule: AlarmRule, *, has_law: bool) -> QWidget:
        """Return a limit with what to do; its basis only where no row of the law says more."""
        point = city.points[self._row]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words(f"{limit_text(point, rule)} · {priority_text(rule.priority)}"))
        for text in (rule.action.in_language(language()), "" if has_law else rule.basis):
            if text:
                column.addWidget(words(text, name="muted"))
        return box

    @staticmethod
    def _law(text: str) -> QWidget:
        value, _, law = text.partition("\n")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words(value))
        column.addWidget(words(law, name="muted"))
        return box

    def _fill_origin(self, city: City, row: int) -> None:
        point = city.points[row]
        fields = {field.id: field.name.in_language(language()) for field in city.fields}
        unit = f"{point.unit.symbol} ({point.unit.name.in_language(language())})"
        address = " · ".join(filter(None, (point.address.node, point.address.item)))
        self.facts = Facts()
        self.facts.add("measured", self.tr("Gemessen"), "–")
        self.facts.add("received", self.tr("Empfangen"), "–")
        self.facts.add("source", self.tr("Quelle"), self._source_name(city))
        self.facts.add("device", self.tr("Gerät"), str(point.device))
        self.facts.add("field", self.tr("Handlungsfeld"), fields.get(point.field, point.field))
        if point.unit.symbol:
            self.facts.add("unit", self.tr("Einheit"), unit)
        self.facts.add("address", self.tr("Adresse"), address)
        self.origin.fill(self.tr("Herkunft"), [self.facts])

    def _source_name(self, city: City) -> str:
        source_id = city.points[self._row].source
        names = {source.id: source.name.in_language(language()) for source in city.sources}
        return names.get(source_id, source_id)

    def apply_theme(self) -> None:
        """Take colours and icons from the theme in force."""
        self._second = -1 if self._second < 0 else 0  # the unit's colour stands in the text
        self.copy_id.setIcon(icon("mdi6.content-copy"))
        self.ways.apply_theme()
