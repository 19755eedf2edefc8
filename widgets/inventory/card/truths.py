"""Plan, built, measured: the three truths of a record, and what they disagree in."""

from datetime import date

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.cities import City
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.inventory.truths import disagreements, has_truths
from app.domain.samples import NO_TIME, Quality
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FoldSection
from widgets.inventory.card.reading import CardFacts
from widgets.inventory.card.wording import CardWords
from widgets.points.inspector_parts import words
from widgets.texts import DASH, age_text
from widgets.theme.tokens import GRID


class Truths(FoldSection):
    """Shows the three truths of a record that has more than one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("truths", parent)
        self.now = words(name="muted")
        self.verdict = words()
        self._measures = False

    def show_facts(self, facts: CardFacts, card_words: CardWords, today: date) -> None:
        """Show a record."""
        record = facts.record
        title = self.tr("Plan · Gebaut · Gemessen")
        self._measures = False
        if record is None or not has_truths(record.kind):
            self.fill(title, [])
            return
        self._measures = KINDS[record.kind].has_field("measured_state")
        self.now, self.verdict = words(name="muted"), words()
        truths = [
            (self.tr("Plan"), self._plan(record, card_words)),
            (self.tr("Gebaut"), self._built(record, card_words)),
        ]
        if self._measures:
            truths.append((self.tr("Gemessen"), self._measured(record, card_words)))
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        # One below the other, as all facts of the card: three columns have no room for dates.
        for place, (heading, lines) in enumerate(truths):
            name = QLabel(heading)
            name.setObjectName("muted")
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(words(lines[0]))
            if lines[1]:
                said.addWidget(words(lines[1], name="muted"))
            grid.addLayout(said, place, 1)
        if self._measures:
            grid.addWidget(self.now, len(truths), 1)
            self.now.hide()
        found = [on_screen(one) for one in disagreements(record.kind, record.values, today)]
        self.verdict.setText("\n".join(found) or self._agreement(record))
        self.verdict.setObjectName("" if found else "muted")
        self.fill(title, [box, self.verdict])
        self.verdict.setVisible(bool(self.verdict.text()))

    def _agreement(self, record: Record) -> str:
        has_other = record.get("measured_state") or record.get("planned_on")
        return self.tr("Die Angaben stimmen überein.") if has_other else ""

    def _plan(self, record: Record, card_words: CardWords) -> list[str]:
        day = self._value(record, card_words, "planned_on")
        state = self._value(record, card_words, "planned_state")
        return [
            state or (self.tr("geplant") if day else DASH),
            self.tr("ab {0}").format(day) if day else "",
        ]

    def _built(self, record: Record, card_words: CardWords) -> list[str]:
        day = self._value(record, card_words, "in_service_on") or self._value(
            record, card_words, "built_on"
        )
        state = self._value(record, card_words, "state")
        return [state or DASH, self.tr("seit {0}").format(day) if day else ""]

    def _measured(self, record: Record, card_words: CardWords) -> list[str]:
        state = self._value(record, card_words, "measured_state")
        first = self._value(record, card_words, "first_seen_us")
        last = self._value(record, card_words, "last_seen_us")
        spans = []
        if first:
            spans.append(self.tr("zuerst {0}").format(first))
        if last:
            spans.append(self.tr("zuletzt {0}").format(last))
        return [state or DASH, "\n".join(spans)]

    @staticmethod
    def _value(record: Record, card_words: CardWords, name: str) -> str:
        known = KINDS[record.kind]
        if not known.has_field(name):
            return ""
        return card_words.text(known.field(name), record.get(name), record.values)

    def show_state(self, city: City, rows: list[int], state: CityState) -> None:
        """Say how its values are at the moment of a state."""
        if not self._measures:
            return
        if not rows or len(state.states) != len(city.points):
            self.now.hide()
            return
        at = np.array(rows)
        fresh = (state.states.quality[at] == Quality.GOOD) & ~state.stale[at]
        newest = int(state.states.time[at].max())
        age = DASH if newest == NO_TIME else age_text(state.at_us - newest)
        when = self.tr("Jetzt") if state.is_live else self.tr("Damals")
        text = self.tr("{0} von {1} Werten gut und frisch, der neueste {2} alt.")
        if newest == NO_TIME:
            text = self.tr("Noch kein Wert von {1} Datenpunkten.")
        text = f"{when}: {text}"
        self.now.setText(text.format(int(fresh.sum()), len(rows), age))
        self.now.show()
