"""The page of the project that is selected, or that something selected belongs to."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.life_cycles import Transition
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock, StoppedError
from widgets.background import Background
from widgets.inventory.card.history import History
from widgets.inventory.card.notes import Notes
from widgets.inventory.card.page import ScrolledPage
from widgets.inventory.card.parts import FoldSection
from widgets.inventory.card.reading import CardFacts, read_card
from widgets.inventory.card.steps import StepPanel
from widgets.inventory.card.wording import CardWords
from widgets.inventory.fields import References, ValueWords
from widgets.inventory.panes import Acts, OpenReader, Wish
from widgets.placeholders import Stage
from widgets.portfolio.heat.lighting import LightPanel, without_light
from widgets.portfolio.panes import PortfolioPane
from widgets.portfolio.project.facts import ProjectFacts, facts_of
from widgets.portfolio.project.head import DROP_LIGHT, SET_LIGHT, ProjectHead
from widgets.portfolio.project.links import open_address
from widgets.portfolio.project.sections import Sections
from widgets.texts import count
from widgets.theme.tokens import GRID

_NAMES = (
    "lights", "facts", "goals", "progress", "milestones", "risks", "decisions", "budget",
    "figures", "documents",
)  # fmt: skip


class ProjectPane(PortfolioPane):
    """Shows a project.

    Attributes:
        clock: Tells the moment of a new note.
        open_link: Opens the address of a document; returns False when that is not possible.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = SystemClock()
        self.open_link: Callable[[str], bool] = open_address
        self.facts: ProjectFacts | None = None
        self._keys: list[Key] = []
        self._uid, self._wish = "", 0
        self._kept: CardFacts | None = None
        self._zone = "Europe/Berlin"
        self._background = Background(self, "portfolio-project")
        self._references: References | None = None
        self.head, self.maker = ProjectHead(), Sections(self)
        self.light_panel, self.step_panel = LightPanel(), StepPanel()
        self.sections = {name: FoldSection(name) for name in _NAMES}
        self.notes, self.history = Notes(), History()
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in self._parts():
            column.addWidget(part)
        column.addStretch(1)
        self._page = ScrolledPage(content)
        self.stage = Stage(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)

    def _parts(self) -> list[QWidget]:
        """Return all parts from top to bottom."""
        return [self.head, self.light_panel, self.step_panel, *self.folding()]

    def folding(self) -> list[FoldSection]:
        """Return all sections from top to bottom."""
        return [*self.sections.values(), self.notes, self.history]

    def _connect(self) -> None:
        self.head.act_wanted.connect(self._act)
        self.head.step_wanted.connect(self.take_step)
        self.maker.key_wanted.connect(self.open_requested)
        self.maker.link_wanted.connect(self._open_link)
        for maker in (self.head, self.maker):
            maker.part_wanted.connect(self.make_part)
        for part in (self.light_panel, self.step_panel, self.notes):
            part.change_wanted.connect(self.change_requested)
        self.history.moment_wanted.connect(self.time_requested)
        self.stage.action_requested.connect(self._make_project)

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
        self._zone = city.time_zone
        self._show_kept()

    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        if self.is_past:
            self._rest()
        self.light_panel.follow(state.portfolio)
        self.step_panel.follow(state.portfolio.get)
        if self._keys:
            self.show_keys(self._keys)
        self._show()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = list(keys)
        if not keys or self.portfolio_state is None:
            return
        uid = self.portfolio_state.portfolio.key_project(keys[0])
        if uid and uid != self._uid:
            self._uid, self._kept = uid, None
            self._rest()
            for part in (self.notes, self.history):
                part.hide()
            self._show()
            self._page.verticalScrollBar().setValue(0)
            self._read()

    @override
    def show_commit(self, commit: Commit) -> None:
        if self._uid:
            self._read()

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        if at_us is not None:
            self._rest()
            self.notes.forbid()
        self._read()

    def close_feed(self) -> None:
        """End the threads that read."""
        self.open_reader = None
        self._background.close()
        if self._references is not None:
            self._references.close()

    # ---- notes and history ---------------------------------------------------------------------
    def _read(self) -> None:
        """Read notes and changes of the project; of several wishes only the newest is shown."""
        opens, uid, moment = self.open_reader, self._uid, self.moment
        if opens is None or not uid:
            return
        self._wish += 1
        wish = self._wish

        def work() -> object:
            try:
                with closing(opens()) as reader:
                    return read_card(reader, Key("project", uid), moment, None)
            except StoppedError:
                return None

        self._background.ask(self, work, lambda found: self._take(wish, found), self._fail)

    def _take(self, wish: int, found: CardFacts | None) -> None:
        if wish == self._wish and found is not None and found != self._kept:
            self._kept = found
            self._show_kept()

    def _fail(self, why: str) -> None:
        sentence = self.tr("Notizen und Änderungen lassen sich nicht lesen: {0}").format(why)
        self.stage.notice.show_notice("mdi6.database-alert-outline", sentence)

    def _show_kept(self) -> None:
        if self._kept is not None:
            says = CardWords(ValueWords(self._zone), self._kept.titles)
            self.notes.show_facts(self._kept, says, self.clock)
            self.history.show_facts(self._kept, says)
            self._page.settle(self._parts())

    # ---- what is shown -------------------------------------------------------------------------
    def _show(self, *, is_anew: bool = False) -> None:
        """Show the project as it is in the state; the same facts are not shown twice."""
        state = self.portfolio_state
        if state is None:
            return
        facts = facts_of(state, self._uid) if self._uid else None
        is_same, self.facts = facts == self.facts, facts
        if facts is None:
            self._show_nothing()
            return
        if not is_same or is_anew:
            self._page.hold()
            self.head.show_facts(facts)
            self._fill(facts)
            self._page.settle(self._parts())
        self.stage.show_content()

    def _fill(self, facts: ProjectFacts) -> None:
        maker, whole = self.maker, self._titles(facts)
        makers: dict[str, Callable[[ProjectFacts], Iterable[QWidget]]] = {
            "lights": maker.lights,
            "facts": maker.facts,
            "goals": maker.goals,
            "progress": maker.progress,
            "milestones": maker.milestones,
            "risks": maker.risks,
            "decisions": maker.decisions,
            "budget": maker.budget,
            "figures": maker.figures,
            "documents": maker.documents,
        }
        for name, section in self.sections.items():
            section.fill(whole[name], list(makers[name](facts)))

    def _titles(self, facts: ProjectFacts) -> dict[str, str]:
        def counted(text: str, amount: int) -> str:
            return f"{text} ({count(amount)})" if amount else text

        figures = len(facts.kpis) + len(facts.effects)
        return {
            "lights": self.tr("Warum die Ampel so steht"),
            "facts": self.tr("Angaben"),
            "goals": self.tr("Ziel und Nutzen"),
            "progress": self.tr("Fortschritt"),
            "milestones": counted(self.tr("Meilensteine"), len(facts.milestones)),
            "risks": counted(self.tr("Offene Risiken"), len(facts.risks)),
            "decisions": counted(self.tr("Entscheidungen"), len(facts.decisions)),
            "budget": self.tr("Budget in Euro"),
            "figures": counted(self.tr("Kennzahlen und Wirkungen"), figures),
            "documents": counted(self.tr("Dokumente"), len(facts.documents)),
        }

    def _show_nothing(self) -> None:
        if self._uid:
            sentence = (
                self.tr("Dieses Projekt gab es zu diesem Zeitpunkt nicht.")
                if self.is_past
                else self.tr("Dieses Projekt gibt es nicht mehr.")
            )
            self.stage.show_message("mdi6.clipboard-off-outline", sentence)
            return
        sentence = self.tr(
            "Wählen Sie ein Projekt oder etwas daraus aus, um hier alles über das Projekt zu sehen."
        )
        action = "" if self.is_past else self.tr("Neues Projekt")
        self.stage.show_message("mdi6.cursor-default-click-outline", sentence, action)

    # ---- hands ---------------------------------------------------------------------------------
    def _rest(self) -> None:
        self.light_panel.rest()
        self.step_panel.rest()

    def _make_project(self) -> None:
        if not self.is_past:
            self.act_requested.emit(Acts.NEW, [Key("project", "")])

    def make_part(self, kind: str) -> None:
        """Ask for something new of the project."""
        if self.facts is not None and not self.is_past:
            self.act_requested.emit(Acts.NEW, [Key(kind, ""), self.facts.key])

    def _act(self, name: str) -> None:
        if self.facts is None:
            return
        if name == SET_LIGHT:
            self.step_panel.rest()
            self.light_panel.ask([self.facts.record], self.facts.today)
            self._page.ensureWidgetVisible(self.light_panel)
        elif name == DROP_LIGHT:
            reason = self.tr("Ampel von Hand aufgehoben")
            self.change_requested.emit(Wish(without_light([self.facts.record], reason)))
        else:
            self.act_requested.emit(name, [self.facts.key])

    def take_step(self, step: Transition) -> None:
        """Carry out a step of the project's life, or ask for what it needs."""
        if self.facts is not None and not self.is_past:
            self.light_panel.rest()
            self.step_panel.ask(self.facts.record, step, self.facts.today, self._references)
            self._page.ensureWidgetVisible(self.step_panel)

    def _open_link(self, address: str) -> None:
        if not self.open_link(address):
            text = self.tr("„{0}“ lässt sich nicht öffnen.")
            self.message_requested.emit(text.format(address))

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {"folded": [one.name for one in self.folding() if not one.is_open]}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        folded = state.get("folded")
        if isinstance(folded, list):
            for one in self.folding():
                one.set_open(is_open=one.name not in folded)

    @override
    def retranslate(self) -> None:
        self.head.retranslate()
        self.notes.retranslate()
        self._show(is_anew=True)
        self._show_kept()

    @override
    def apply_theme(self) -> None:
        self.head.apply_theme()
        self._show(is_anew=True)
        self._show_kept()
