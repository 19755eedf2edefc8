"""The menu of a row: edit, add, its dependencies, done, history."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from app.domain.portfolio.plans import Plan, PlanLink
from widgets.portfolio.gantt.rows import GanttRow
from widgets.texts import count

_tr = QCoreApplication.translate
_MOST_LAG: Final = 1_000
TYPES: Final = ("FS", "SS", "FF", "SF")

Do = Callable[[], object]


def type_words(kind: str) -> str:
    """Return the words for a type of dependency."""
    words = {
        "FS": _tr("gantt", "Ende–Anfang (FS)"),
        "SS": _tr("gantt", "Anfang–Anfang (SS)"),
        "FF": _tr("gantt", "Ende–Ende (FF)"),
        "SF": _tr("gantt", "Anfang–Ende (SF)"),
    }
    return words.get(kind, kind)


class RowMenu(QMenu):
    """The menu of one row.

    Args:
        row: The row.
        plan: What it waits for, and what waits for it.
        acts: What is done by name: `edit`, `work_item`, `milestone`, `done`, `history`, `remove`,
            `copy`.
        change_link: Is told a dependency and what is wanted of it: its new type, its new lag, or
            "" for its removal, "lag" to ask for a lag.
        is_fixed: True while nothing may be changed.
        parent: Owner.
    """

    def __init__(
        self,
        row: GanttRow,
        plan: Plan,
        acts: Mapping[str, Do],
        change_link: Callable[[str, str], object],
        *,
        is_fixed: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_fixed = is_fixed
        self._add("edit", _tr("gantt", "Bearbeiten …"), acts)
        if row.item is not None and not row.is_sum:
            is_done = row.item.is_done
            text = _tr("gantt", "Als erledigt melden")
            if row.is_milestone:
                text = _tr("gantt", "Als erreicht melden")
            self._add("done", text, acts, is_possible=not is_done)
        self.addSeparator()
        self._add("work_item", _tr("gantt", "Neues Arbeitspaket …"), acts)
        self._add("milestone", _tr("gantt", "Neuer Meilenstein …"), acts)
        self._add_links(row, plan, change_link)
        self.addSeparator()
        self._add("history", _tr("gantt", "Verlauf"), acts, is_change=False)
        self._add("copy", _tr("gantt", "Tabelle kopieren"), acts, is_change=False)
        self.addSeparator()
        self._add("remove", _tr("gantt", "Entfernen …"), acts)

    def _add(
        self,
        name: str,
        text: str,
        acts: Mapping[str, Do],
        *,
        is_change: bool = True,
        is_possible: bool = True,
    ) -> None:
        act = acts[name]
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(lambda _=False: act())
        action.setEnabled(is_possible and not (is_change and self._is_fixed))
        self.addAction(action)

    def _add_links(
        self, row: GanttRow, plan: Plan, change_link: Callable[[str, str], object]
    ) -> None:
        names = {item.uid: item.name for item in plan.items}
        for link in plan.links:
            if row.uid not in {link.before, link.after}:
                continue
            is_after = link.after == row.uid
            words = _tr("gantt", "wartet auf „{0}“") if is_after else _tr("gantt", "vor „{0}“")
            other = names.get(link.before if is_after else link.after, "")
            self._add_link(link, words.format(other), change_link)

    def _add_link(
        self, link: PlanLink, words: str, change_link: Callable[[str, str], object]
    ) -> None:
        title = f"{words} · {link.type}{lag_words(link.lag)}"
        menu = LinkMenu(title, link, change_link, is_fixed=self._is_fixed, parent=self)
        menu.setEnabled(not self._is_fixed)
        self.addMenu(menu)


class LinkMenu(QMenu):
    """The menu of one dependency.

    Args:
        title: What it is called within another menu.
        link: The dependency.
        change_link: As in `RowMenu`.
        is_fixed: True while nothing may be changed.
        parent: Owner.
    """

    def __init__(
        self,
        title: str,
        link: PlanLink,
        change_link: Callable[[str, str], object],
        *,
        is_fixed: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName(f"link-{link.uid}")
        for kind in TYPES:
            action = self.addAction(type_words(kind))
            action.setCheckable(True)
            action.setChecked(kind == link.type)
            action.triggered.connect(lambda _=False, kind=kind: change_link(link.uid, kind))
        self.addSeparator()
        lag = self.addAction(_tr("gantt", "Abstand ändern …"))
        lag.triggered.connect(lambda _=False: change_link(link.uid, "lag"))
        remove = self.addAction(_tr("gantt", "Abhängigkeit entfernen"))
        remove.triggered.connect(lambda _=False: change_link(link.uid, ""))
        for action in self.actions():
            action.setEnabled(not is_fixed)

    def add_edit(self, act: Do) -> None:
        """Offer its form first."""
        edit = QAction(_tr("gantt", "Bearbeiten …"), self)
        edit.triggered.connect(lambda _=False: act())
        first = self.actions()[0]
        self.insertAction(first, edit)
        self.insertSeparator(first)


def asked_lag(parent: QWidget, lag: int) -> int | None:
    """Ask for a lag in working days; None when it stays."""
    wanted, is_wanted = QInputDialog.getInt(
        parent,
        _tr("gantt", "Abstand"),
        _tr("gantt", "Arbeitstage zwischen beiden; weniger als 0 lässt sie überlappen:"),
        lag,
        -_MOST_LAG,
        _MOST_LAG,
    )
    return wanted if is_wanted else None


def lag_words(lag: int) -> str:
    """Return a lag as it is written behind a type; nothing for none."""
    if not lag:
        return ""
    sign = "+" if lag > 0 else "\u2212"
    return _tr("gantt", " {0} AT").format(f"{sign}{count(abs(lag))}")
