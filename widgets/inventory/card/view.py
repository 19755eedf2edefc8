"""The card at the right: the faceplate of the selected record, or what several have in common."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from time import monotonic
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.groups import CUSTODY, KEEPING, LIFE, MEASURED, MONEY, NETWORK, OWN, PLACE
from app.domain.inventory.groups import GENERAL as GENERAL_GROUP
from app.domain.inventory.life_cycles import Transition
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.ports import Clock, InventoryReader, StoppedError
from app.services.states import CityState
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.card.facts import Facts
from widgets.inventory.card.head import CardHead
from widgets.inventory.card.history import History
from widgets.inventory.card.notes import Notes
from widgets.inventory.card.page import ScrolledPage
from widgets.inventory.card.parts import FoldSection, link_label
from widgets.inventory.card.reading import CardFacts, Summary, read_card, read_summary
from widgets.inventory.card.steps import StepPanel
from widgets.inventory.card.summary import SummaryCard
from widgets.inventory.card.truths import Truths
from widgets.inventory.card.values import LiveValues
from widgets.inventory.card.wording import CardWords
from widgets.inventory.fields import References, ValueWords
from widgets.inventory.panes import Acts, InventoryPane, OpenReader
from widgets.placeholders import Stage
from widgets.texts import time_text
from widgets.theme.tokens import GRID

_PART_S: Final = 0.008
"""So long sections are filled at one turn of the event loop."""

_GROUPS: Final = (GENERAL_GROUP, PLACE, NETWORK, LIFE, CUSTODY, MONEY, MEASURED, OWN, KEEPING)


class InventoryCard(InventoryPane):
    """Follows the selection; reads beside the window and shows what was read last.

    Attributes:
        clock: Tells the day and the moment of a new note.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = SystemClock()
        self.facts: CardFacts | None = None
        self._summary: Summary | None = None
        self._shown_key: Key | None = None
        self._steps: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next_part)
        self._keys: list[Key] = []
        self._city: City | None = None
        self._state: CityState | None = None
        self._wish = 0
        self._background = Background(self, "inventory-card")
        self._references: References | None = None
        self._says = CardWords()
        self._facts_maker = Facts(self)
        self.head, self.step_panel = CardHead(), StepPanel()
        self.truths, self.values = Truths(), LiveValues()
        self.findings = FoldSection("findings")
        self.groups = {label: FoldSection(label) for label in _GROUPS}
        self.links = FoldSection("links")
        self.referrers, self.relations = FoldSection("referrers"), FoldSection("relations")
        self.notes, self.history = Notes(), History()
        self.summary = SummaryCard()
        self._pages = QStackedWidget()
        self.stage = Stage(self._pages)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._choose_page()

    def _arrange(self) -> None:
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self.head, self.step_panel, *self.sections()):
            column.addWidget(part)
        column.addStretch(1)
        self._one, self._many = ScrolledPage(one), ScrolledPage(self.summary)
        self._pages.addWidget(self._one)
        self._pages.addWidget(self._many)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)

    def sections(self) -> list[FoldSection]:
        """Return all sections from top to bottom."""
        groups = self.groups
        return [
            self.truths, self.values, self.findings, groups[GENERAL_GROUP], groups[PLACE],
            groups[NETWORK], groups[LIFE], groups[CUSTODY], groups[MONEY], groups[MEASURED],
            self.links, self.relations, groups[OWN], self.referrers, groups[KEEPING], self.notes,
            self.history,
        ]  # fmt: skip

    def _connect(self) -> None:
        self.head.act_wanted.connect(self._act)
        self.summary.act_wanted.connect(self._act)
        self.head.step_wanted.connect(self._ask_step)
        for part in (self.step_panel, self.notes):
            part.change_wanted.connect(self.change_requested)
        self.step_panel.outdated.connect(self._read)
        self.values.point_wanted.connect(lambda name: self.points_selected.emit([name]))
        self._facts_maker.key_wanted.connect(self.open_requested)
        self.history.moment_wanted.connect(self.time_requested)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        if self._references is not None:
            self._references.close()
        self._references = References(open_reader, self)
        self._read()

    @override
    def set_city(self, city: City) -> None:
        self._city, self._state = city, None
        self._read()

    @override
    def set_rules(self, city: City) -> None:
        self._city = city

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        if list(keys) != self._keys:
            self._keys = list(keys)
            self.step_panel.rest()
            self._read(is_new=True)

    @override
    def show_commit(self, commit: Commit) -> None:
        self._read()  # what refers to a record may have changed as well

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self.step_panel.rest()
        if at_us is not None:
            self.head.forbid()
            self.notes.forbid()
        self._read()

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self._state = state
        self._show_live()

    def close_feed(self) -> None:
        """End the threads that read."""
        self.open_reader = None  # nothing is shown any more, whatever still comes
        self._steps.clear()
        self._turn.stop()
        self._background.close()
        if self._references is not None:
            self._references.close()

    # ---- reading -------------------------------------------------------------------------------
    def _read(self, *, is_new: bool = False) -> None:
        """Read again what is selected; of several wishes only the newest is shown."""
        self._wish += 1
        opens, keys, moment, city = self.open_reader, list(self._keys), self.moment, self._city
        if opens is None or not keys:
            self.facts = None
            self._choose_page()
            return
        if is_new:
            self.stage.show_loading()
        wish = self._wish

        def work() -> object:
            return _with_reader(
                opens,
                lambda reader: (
                    read_card(reader, keys[0], moment, city)
                    if len(keys) == 1
                    else read_summary(reader, keys, moment)
                ),
            )

        self._background.ask(self, work, lambda found: self._take(wish, found), self._fail)

    def _take(self, wish: int, found: CardFacts | Summary | None) -> None:
        if wish != self._wish or found is None:
            return
        zone = "Europe/Berlin" if self._city is None else self._city.time_zone
        self._says = CardWords(ValueWords(zone), found.titles)
        if isinstance(found, Summary):
            self.facts = None
            self.summary.show_summary(found, self._says, is_past=self.moment is not None)
            self._pages.setCurrentWidget(self._many)
            self._summary = found
        else:
            is_other = self.facts is None or self.facts.key != found.key
            is_same, self.facts = found == self.facts, found
            if not is_same:  # most commits change other records: nothing is built anew for them
                self._show_facts(found)
            self._pages.setCurrentWidget(self._one)
            if is_other:
                self._one.verticalScrollBar().setValue(0)
        self.stage.show_content()

    def _fail(self, why: str) -> None:
        sentence = self.tr("Der Bestand lässt sich nicht lesen: {0}")
        self.stage.show_message("mdi6.database-alert-outline", sentence.format(why))

    # ---- what is shown -------------------------------------------------------------------------
    def today(self) -> date:
        """Return the day in the city at the moment shown."""
        zone = ZoneInfo(self._says.values.zone)
        at_us = self.clock.now_us() if self.moment is None else self.moment
        return datetime.fromtimestamp(at_us / 1e6, UTC).astimezone(zone).date()

    def _show_facts(self, facts: CardFacts) -> None:
        """Show a record: what is in sight at once, the rest a part at each turn of the loop.

        Some hundred labels at once would let the window stand still.
        """
        moment = "" if self.moment is None else self._moment_text(self.moment)
        if self.open_reader is not None:
            self._one.hold()
        self.head.show_facts(facts, moment)
        self._say_missing(facts)
        if facts.key != self._shown_key:  # nothing of another record stays below this head
            self._shown_key = facts.key
            for section in self.sections():
                section.hide()
        self.truths.show_facts(facts, self._says, self.today())
        self.values.show_points(self._city, facts.points)
        self._show_live()
        self._steps = self._parts_of(facts)
        if self.open_reader is not None:
            self._turn.start()

    def _parts_of(self, facts: CardFacts) -> deque[Callable[[], None]]:
        """Return what fills the other sections, from top to bottom."""
        says, maker = self._says, self._facts_maker
        steps: deque[Callable[[], None]] = deque()
        steps.append(lambda: self._fill_findings(facts))
        for label in self.groups:
            steps.append(partial(self._fill_group, facts, label))
        for section, title, make in (
            (self.links, self.tr("Anschlüsse und Verbindungen"), maker.links),
            (self.relations, self.tr("Beziehungen"), maker.relations),
            (self.referrers, self.tr("Gehört hierher"), maker.referrers),
        ):
            steps.append(partial(_fill, section, title, make, facts, says))
        steps.append(lambda: self.notes.show_facts(facts, says, self.clock))
        steps.append(lambda: self.history.show_facts(facts, says))
        return steps

    def _next_part(self) -> None:
        """Fill one more section that shows something; empty ones cost nothing."""
        begun = monotonic()
        while self._steps and monotonic() - begun < _PART_S:
            self._steps.popleft()()
        if self._steps:
            self._turn.start()
        else:
            self._one.settle((self.head, self.step_panel, *self.sections()))

    @property
    def is_settled(self) -> bool:
        """True when everything that was read is shown."""
        return self.facts is not None and not self._steps

    def _fill_group(self, facts: CardFacts, label: str) -> None:
        rows = self._facts_maker.group(facts, self._says, label)
        record = facts.record
        if label == MONEY and record is not None and record.kind == "asset":
            self._facts_maker.add_book_value(rows, record, self.today())
        parts: list[QWidget] = [] if rows.is_empty else [rows]
        if label == CUSTODY:
            parts += self._facts_maker.loans(facts, self._says)
        self.groups[label].fill(on_screen(label), parts)

    def _fill_findings(self, facts: CardFacts) -> None:
        lines: list[QWidget] = [
            link_label(
                on_screen(one.text("text")), self._facts_maker.follow(Key("finding", one.uid))
            )
            for one in facts.findings
        ]
        self.findings.fill(self.tr("Befunde"), lines)

    def _say_missing(self, facts: CardFacts) -> None:
        if facts.record is None:
            text = (
                self.tr("Diesen Datensatz gab es zu diesem Zeitpunkt nicht.")
                if self.moment is not None
                else self.tr("Diesen Datensatz gibt es nicht mehr.")
            )
            self.head.refusal.setText(text)
            self.head.refusal.show()

    def _show_live(self) -> None:
        if self._city is not None and self._state is not None and self.facts is not None:
            self.values.show_state(self._city, self._state)
            self.truths.show_state(self._city, self.values.rows, self._state)

    def _choose_page(self) -> None:
        if not self._keys:
            sentence = self.tr("Wählen Sie einen Datensatz aus, um hier alles über ihn zu sehen.")
            self.stage.show_message("mdi6.cursor-default-click-outline", sentence)
        elif self.open_reader is None:
            self.stage.show_loading()

    def _moment_text(self, at_us: int) -> str:
        return time_text(at_us, self._says.values.zone, with_date=True)

    # ---- hands ---------------------------------------------------------------------------------
    def _act(self, act: str) -> None:
        if act == Acts.SHOW_TREND and self.facts is not None:
            self.trend_requested.emit(list(self.facts.points))
        elif self._keys:
            self.act_requested.emit(act, list(self._keys))

    def _ask_step(self, step: Transition) -> None:
        if self.facts is not None and self.facts.record is not None:
            self.step_panel.ask(self.facts.record, step, self.today(), self._references)
            self._one.ensureWidgetVisible(self.step_panel)

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {"folded": [one.name for one in self.sections() if not one.is_open]}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        folded = state.get("folded")
        if isinstance(folded, list):
            for one in self.sections():
                one.set_open(is_open=one.name not in folded)

    @override
    def retranslate(self) -> None:
        for part in (self.head, self.notes, self.summary):
            part.retranslate()
        self._choose_page()
        self._show_again()

    def _show_again(self) -> None:
        """Show what was read, in another language or other colours."""
        if self.facts is not None:
            self._show_facts(self.facts)
        elif self._summary is not None and len(self._keys) > 1:
            is_past = self.moment is not None
            self.summary.show_summary(self._summary, self._says, is_past=is_past)

    @override
    def apply_theme(self) -> None:
        self.head.apply_theme()
        self.summary.apply_theme()
        self._show_again()


def _fill(
    section: FoldSection,
    title: str,
    make: Callable[[CardFacts, CardWords], Iterable[QWidget]],
    facts: CardFacts,
    says: CardWords,
) -> None:
    section.fill(title, list(make(facts, says)))


def _with_reader(opens: OpenReader, read: Callable[[InventoryReader], object]) -> object:
    reader = opens()
    try:
        return read(reader)
    except StoppedError:
        return None
    finally:
        reader.close()
