"""The Gantt chart of the programme: see it, move it, keep it as a baseline, take it along."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.inventory.uids import new_uid
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock
from widgets.background import Background
from widgets.inventory.panes import Acts
from widgets.placeholders import Stage
from widgets.portfolio.gantt.bar import GanttBar
from widgets.portfolio.gantt.baselines import BaselineDialog, BaselineWish
from widgets.portfolio.gantt.keys import GanttKeys
from widgets.portfolio.gantt.legend import Legend
from widgets.portfolio.gantt.menus import Do, LinkMenu, RowMenu, asked_lag
from widgets.portfolio.gantt.outlooks import outlooks_of
from widgets.portfolio.gantt.output import Output
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.shapes import Outlook
from widgets.portfolio.gantt.sheet import GanttSheet
from widgets.portfolio.gantt.steering import Steering
from widgets.portfolio.gantt.steps import baseline, done, relinked, unlinked
from widgets.portfolio.gantt.tips import day_words, quoted
from widgets.portfolio.panes import PortfolioPane

_ICON: Final = "mdi6.chart-gantt"
_RING_ICON: Final = "mdi6.sync-alert"
_PAST_ICON: Final = "mdi6.history"
_NAMED: Final = 6


class GanttPane(PortfolioPane):
    """Shows all projects on one calendar.

    Signals of `PortfolioPane` only; sentences leave by `message_requested`.
    """

    def __init__(self, parent: QWidget | None = None, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self.clock = clock or SystemClock()
        self._background = Background(self, "gantt")
        self._outlooks: Mapping[str, Outlook] = {}
        self._wants_outlooks = False
        self._is_simulating = False
        self.bar, self.sheet, self.legend = GanttBar(), GanttSheet(), Legend()
        self.steering = Steering(self.sheet, self.clock)
        self.output = Output(self.sheet, self._background)
        self.keys = GanttKeys(self.sheet, self.steering)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.legend)
        self.stage = Stage(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.sheet.tree.fit_columns()
        self.stage.show_loading()

    def _connect(self) -> None:
        chart, bar = self.sheet.chart, self.bar
        self.sheet.chosen.connect(self.keys_selected)
        self.steering.wished.connect(self.change_requested)
        self.output.told.connect(self.message_requested)
        self.stage.action_requested.connect(self._act_on_empty)
        chart.opened.connect(self.open_row)
        chart.menu_wanted.connect(self._show_menu)
        chart.link_opened.connect(self._open_link)
        chart.link_menu_wanted.connect(self._show_link_menu)
        chart.zoomed.connect(lambda: bar.show_zoom(chart.scale.per_day))
        tree = self.sheet.tree
        tree.doubleClicked.connect(lambda index: self._open_at(self.sheet.model.row_at(index)))
        tree.customContextMenuRequested.connect(self._show_tree_menu)
        bar.choice_changed.connect(self._show_rows)
        bar.filter.left.connect(tree.setFocus)
        bar.only_chosen.clicked.connect(self._choose_projects)
        bar.zoom_in.clicked.connect(self.keys.zoom_in)
        bar.zoom_out.clicked.connect(self.keys.zoom_out)
        bar.today.clicked.connect(self.keys.show_today)
        bar.fit.clicked.connect(chart.fit)
        bar.baseline.clicked.connect(self.ask_baseline)
        bar.simulate.clicked.connect(self.simulate)
        for name in ("pdf", "print", "png", "svg"):
            bar.actions_by_name[name].triggered.connect(partial(self._output, name))
        bar.actions_by_name["copy"].triggered.connect(lambda _=False: self.output.copy())
        bar.actions_by_name["legend"].toggled.connect(self.legend.setVisible)
        for name in ("fold", "unfold"):
            fold = partial(self.sheet.fold_projects, is_folded=name == "fold")
            bar.actions_by_name[name].triggered.connect(lambda _=False, fold=fold: fold())
        self.keys.open_wanted.connect(self.open_row)
        self.keys.link_open_wanted.connect(self._open_link)
        self.keys.remove_wanted.connect(self._remove)
        self.keys.copy_wanted.connect(self.output.copy)
        self.keys.menu_wanted.connect(self._show_menu)

    # ---- what the console calls ------------------------------------------------------------------
    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        self.bar.show_portfolio(state.portfolio)
        self.sheet.chart.can_change = state.at_us is None
        self._outlooks = {}
        self.steering.show_state(state)
        self._show_rows()
        if self._wants_outlooks:
            self.simulate()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        rows = list(dict.fromkeys(one for key in keys for one in self._rows_of(key)))
        links = [key.uid for key in keys if key.kind == "dependency"]
        self.sheet.select(rows, links[0] if len(keys) == len(links) == 1 else "")

    def _rows_of(self, key: Key) -> Sequence[Key]:
        """Return what stands for a record here: both ends of a dependency, else its project."""
        state = self.portfolio_state
        if state is None or self.sheet.row(key.uid) is not None:
            return [key]
        link = state.portfolio.get("dependency", key.uid)
        if link is not None:
            ends = (("before_kind", "before"), ("after_kind", "after"))
            return [Key(link.text(kind), link.text(uid)) for kind, uid in ends]
        project = state.portfolio.key_project(key)
        return [Key("project", project)] if project else []

    def close_feed(self) -> None:
        """End thread and timers."""
        self.steering.close()
        self.output.close()
        self.sheet.tree.stop_reading()
        self._background.close()

    @override
    def save_state(self) -> dict[str, Any]:
        is_legend = self.bar.actions_by_name["legend"].isChecked()
        return {"sheet": self.sheet.save_state(), "legend": is_legend}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        sheet = state.get("sheet")
        if isinstance(sheet, dict):
            self.sheet.restore_state(sheet)
        self.bar.actions_by_name["legend"].setChecked(state.get("legend") is not False)
        self.bar.show_zoom(self.sheet.chart.scale.per_day)

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.bar.show_zoom(self.sheet.chart.scale.per_day)
        self.legend.retranslate()
        self.sheet.tree.setAccessibleName(self.tr("Projekte, Arbeitspakete und Meilensteine"))
        self.sheet.chart.setAccessibleName(
            self.tr("Balkenplan: Pfeiltasten wählen, Alt und Pfeiltasten verschieben um einen"
                    " Arbeitstag, mit Umschalt ändern sie die Dauer")
        )  # fmt: skip
        self._show_rows()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()

    # ---- what is shown ---------------------------------------------------------------------------
    def _show_rows(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        count = self.sheet.show_rows(state, self.bar.choice, self._outlooks)
        self.bar.show_rights(
            is_past=self.is_past,
            has_items=bool(state.plan.items),
            is_simulating=self._is_simulating,
        )
        if not state.portfolio.projects:
            text = self.tr("Noch gibt es keine Projekte. Legen Sie das erste an, dann erscheint"
                           " hier sein Plan.")  # fmt: skip
            self.stage.show_message(_ICON, text, "" if self.is_past else self.tr("Projekt anlegen"))
            return
        self.stage.show_content()
        self._show_notice(state, count)

    def _show_notice(self, state: PortfolioState, count: int) -> None:
        names = {item.uid: item.name for item in state.plan.items}
        if state.plan.ring:
            ring = [names.get(uid, uid) for uid in state.plan.ring[:_NAMED]]
            more = ["…"] if len(state.plan.ring) > _NAMED else []
            way = " → ".join([*map(quoted, ring), *more, quoted(ring[0])])
            text = self.tr("Abhängigkeiten gehen im Kreis: {0}. Bis eine gelöst ist, sehen Sie die"
                           " eingetragenen Tage.")  # fmt: skip
            self.stage.notice.show_notice(_RING_ICON, text.format(way))
        elif self.is_past:
            text = self.tr("Stand vom {0}: Sie sehen die Vergangenheit, hier lässt sich nichts"
                           " ändern.")  # fmt: skip
            self.stage.notice.show_notice(_PAST_ICON, text.format(day_words(state.today)))
        elif not count:
            text = self.tr("Nichts passt zu diesem Filter.")
            self.stage.notice.show_notice("mdi6.filter-off-outline", text, self.tr("Alles zeigen"))
        else:
            self.stage.notice.show_notice("", "")

    def _act_on_empty(self) -> None:
        if self.portfolio_state is not None and self.portfolio_state.portfolio.projects:
            self.bar.clear()
        else:
            self.act_requested.emit(Acts.NEW, [Key("project", "")])

    def _choose_projects(self) -> None:
        chosen = frozenset(row.project for row in self.sheet.chosen_rows())
        self.bar.choose_projects(chosen if self.bar.only_chosen.isChecked() else frozenset())

    # ---- simulation ------------------------------------------------------------------------------
    def simulate(self) -> None:
        """Compute by when projects and milestones are likely to be finished."""
        state = self.portfolio_state
        if state is None or not state.plan.items or self._is_simulating:
            return
        self._wants_outlooks = self._is_simulating = True
        self._show_rights()
        self._background.ask(
            self,
            lambda: outlooks_of(state),
            partial(self._take_outlooks, state),
            lambda _: self._take_outlooks(state, {}),
        )

    def _take_outlooks(self, state: PortfolioState, outlooks: Mapping[str, Outlook]) -> None:
        self._is_simulating = False
        if state is not self.portfolio_state:
            self.simulate()
            return
        self._outlooks = outlooks
        self._show_rows()
        if not outlooks:
            self.message_requested.emit(
                self.tr("Es gibt nichts zu simulieren: Alles ist fertig, oder Abhängigkeiten gehen"
                        " im Kreis.")
            )  # fmt: skip

    def _show_rights(self) -> None:
        has_items = self.portfolio_state is not None and bool(self.portfolio_state.plan.items)
        self.bar.show_rights(
            is_past=self.is_past, has_items=has_items, is_simulating=self._is_simulating
        )

    # ---- what is asked for -----------------------------------------------------------------------
    def open_row(self, uid: str) -> None:
        """Open a project in its place, edit a part of it; look only, while it is past."""
        self._open_at(self.sheet.row(uid))

    def _open_at(self, row: GanttRow | None) -> None:
        if row is None:
            return
        if row.item is None or self.is_past:
            self.open_requested.emit(row.key)
        else:
            self.act_requested.emit(Acts.EDIT, [row.key])

    def _open_link(self, uid: str) -> None:
        key = Key("dependency", uid)
        if self.is_past:
            self.open_requested.emit(key)
        else:
            self.act_requested.emit(Acts.EDIT, [key])

    def _remove(self) -> None:
        link = self.sheet.chart.chosen_link
        if link and not self.is_past:
            self.change_link(link, "")
            return
        keys = [row.key for row in self.sheet.chosen_rows()]
        if keys and not self.is_past:
            self.act_requested.emit(Acts.REMOVE, keys)

    def _output(self, name: str, _: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        self.output.ask(name)

    def _show_tree_menu(self, at: QPoint) -> None:
        tree = self.sheet.tree
        row = self.sheet.model.row_at(tree.indexAt(at))
        if row is not None:
            self._show_menu(row.uid, tree.viewport().mapToGlobal(at))

    def _show_menu(self, uid: str, at: QPoint) -> None:
        menu = self.menu_of(uid)
        if menu is not None:
            menu.exec(at)
            menu.deleteLater()

    def menu_of(self, uid: str) -> RowMenu | None:
        """Return the menu of a row, None when there is none."""
        row, state = self.sheet.row(uid), self.portfolio_state
        if row is None or state is None:
            return None
        project = Key("project", row.project)
        within = [row.key] if row.key.kind == "work_item" else []
        acts: dict[str, Do] = {
            "edit": partial(self.act_requested.emit, Acts.EDIT, [row.key]),
            "done": partial(self._mark_done, row),
            "work_item": partial(
                self.act_requested.emit, Acts.NEW, [Key("work_item", ""), project, *within]
            ),
            "milestone": partial(
                self.act_requested.emit, Acts.NEW, [Key("milestone", ""), project]
            ),
            "history": partial(self.act_requested.emit, Acts.HISTORY, [row.key]),
            "copy": self.output.copy,
            "remove": partial(self.act_requested.emit, Acts.REMOVE, [row.key]),
        }
        return RowMenu(
            row, state.plan, acts, self.change_link, is_fixed=self.is_past,
            parent=self,
        )  # fmt: skip

    def _mark_done(self, row: GanttRow) -> None:
        if self.portfolio_state is not None:
            changeset = done(self.portfolio_state, row)
            if changeset is not None:
                self.steering.wish(changeset, row.uid)

    def _show_link_menu(self, uid: str, at: QPoint) -> None:
        state = self.portfolio_state
        link = next((one for one in state.plan.links if one.uid == uid), None) if state else None
        if link is not None:
            menu = LinkMenu("", link, self.change_link, is_fixed=self.is_past, parent=self)
            menu.add_edit(partial(self._open_link, uid))
            menu.exec(at)
            menu.deleteLater()

    def change_link(self, uid: str, what: str) -> None:
        """Change a dependency: another type, `lag` for another lag, empty for its removal."""
        state = self.portfolio_state
        link = None if state is None else state.portfolio.get("dependency", uid)
        if link is None:
            return
        beside = link.text("after")
        if not what:
            self.steering.wish(unlinked(link), beside)
        elif what != "lag":
            self.steering.wish(relinked(link, kind=what), beside)
        else:
            lag = asked_lag(self, int(link.number("lag") or 0))
            if lag is not None:
                self.steering.wish(relinked(link, lag=lag), beside)

    # ---- baseline --------------------------------------------------------------------------------
    def ask_baseline(self) -> None:
        """Ask what the new baseline is called, and wish for it."""
        state = self.portfolio_state
        if state is None or self.is_past:
            return
        projects = {row.project for row in self.sheet.chosen_rows()}
        chosen = projects.pop() if len(projects) == 1 else ""
        name = self.tr("Stand {0}").format(day_words(state.today))
        dialog = BaselineDialog(state.portfolio.projects, chosen, name, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.take_baseline(dialog.wish())
        dialog.deleteLater()

    def take_baseline(self, wish: BaselineWish) -> None:
        """Wish for a baseline of the plan as it stands."""
        state = self.portfolio_state
        if state is None:
            return
        items = [one for one in state.plan.items if wish.project in {"", one.project}]
        changeset = baseline(
            items,
            uid=new_uid(self.clock.now_us()),
            name=wish.name,
            approved_by=wish.approved_by,
            project=wish.project,
            taken_on=state.today,
        )
        self.steering.wish(changeset, items[0].uid if items else "")

    @property
    def today(self) -> date | None:
        """The day of the line in the chart."""
        return None if self.portfolio_state is None else self.portfolio_state.today
