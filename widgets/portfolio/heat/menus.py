"""The menu of projects: open, edit, next steps, light, what is new for them, output."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.inventory.life_cycles import PROJECT, Transition
from app.domain.inventory.records import Record
from widgets.foreign_texts import on_screen

PARTS: Final = (
    "work_item", "milestone", "risk", "decision", "budget_line", "kpi", "effect", "document",
)  # fmt: skip
"""What can be made new for a project."""

_tr = QCoreApplication.translate


def part_words(kind: str) -> str:
    """Return what makes a new part of a project."""
    texts = {
        "work_item": _tr("heat", "Neues Arbeitspaket …"),
        "milestone": _tr("heat", "Neuer Meilenstein …"),
        "risk": _tr("heat", "Neues Risiko …"),
        "decision": _tr("heat", "Neue Entscheidung …"),
        "budget_line": _tr("heat", "Neuer Haushaltsansatz …"),
        "kpi": _tr("heat", "Neue Kennzahl …"),
        "effect": _tr("heat", "Neue Wirkung …"),
        "document": _tr("heat", "Neues Dokument …"),
    }
    return texts[kind]


def steps_menu(
    record: Record, take: Callable[[Transition], object], parent: QWidget, *, is_fixed: bool
) -> QMenu:
    """Return the next steps of a project's life."""
    menu = QMenu(_tr("heat", "Nächster Schritt"), parent)
    for step in PROJECT.steps_from(record.text("state")):
        action = menu.addAction(on_screen(step.label))
        action.triggered.connect(lambda _=False, step=step: take(step))
    menu.setEnabled(not menu.isEmpty() and not is_fixed)
    return menu


def parts_menu(make: Callable[[str], object], parent: QWidget, *, is_fixed: bool) -> QMenu:
    """Return what can be made new for a project."""
    menu = QMenu(_tr("heat", "Neu für dieses Projekt"), parent)
    for kind in PARTS:
        action = menu.addAction(part_words(kind))
        action.triggered.connect(lambda _=False, kind=kind: make(kind))
    menu.setEnabled(not is_fixed)
    return menu


class HeatMenu(QMenu):
    """The menu of selected projects.

    Args:
        records: The projects.
        acts: What is done by name: `open`, `edit`, `new`, `set_light`, `drop_light`, `history`,
            `copy`, `export`, `remove`.
        take: Is told the next step that is wanted.
        make: Is told the kind of the new part that is wanted.
        columns: The choice of columns.
        is_fixed: True while nothing may be changed.
        parent: Owner.
    """

    def __init__(
        self,
        records: Sequence[Record],
        acts: dict[str, Callable[[], object]],
        take: Callable[[Transition], object],
        make: Callable[[str], object],
        columns: QMenu,
        *,
        is_fixed: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        some, one = bool(records), len(records) == 1
        self._add("open", _tr("heat", "Öffnen"), is_possible=one)
        self._add("edit", _tr("heat", "Bearbeiten …"), is_possible=some and not is_fixed)
        self._add("new", _tr("heat", "Neues Projekt …"), is_possible=not is_fixed)
        self.addSeparator()
        if one:
            self.addMenu(steps_menu(records[0], take, self, is_fixed=is_fixed))
            self.addMenu(parts_menu(make, self, is_fixed=is_fixed))
        self._add(
            "set_light", _tr("heat", "Ampel von Hand setzen …"), is_possible=some and not is_fixed
        )
        is_set = any(record.text("light") for record in records)
        self._add(
            "drop_light",
            _tr("heat", "Ampel von Hand aufheben"),
            is_possible=is_set and not is_fixed,
        )
        self.addSeparator()
        self._add("history", _tr("heat", "Änderungen zeigen"), is_possible=one)
        self._add("copy", _tr("heat", "Als Tabelle kopieren"))
        self._add("export", _tr("heat", "Exportieren …"))
        columns.setParent(self, columns.windowFlags())
        self.addMenu(columns)
        self.addSeparator()
        self._add("remove", _tr("heat", "Entfernen …"), is_possible=some and not is_fixed)

    def _add(self, name: str, text: str, *, is_possible: bool = True) -> None:
        action = self.addAction(text)
        action.setObjectName(name)
        action.setEnabled(is_possible)
        act = self._acts[name]
        action.triggered.connect(lambda _=False: act())
