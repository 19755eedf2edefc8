"""The menu of cards: open, edit, move, new, copy, remove."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from widgets.portfolio.boards.cards import BoardKind, Card
from widgets.portfolio.boards.places import BoardColumn

_tr = QCoreApplication.translate


class CardMenu(QMenu):
    """The menu of selected cards.

    Args:
        kind: What lies on the board.
        cards: What is selected.
        columns: Where they may be moved.
        acts: What is done by name: `open`, `edit`, `new`, `history`, `copy`, `export`, `remove`.
        move: Is told the column they shall go to.
        is_fixed: True while nothing may be changed.
        parent: Owner.
    """

    def __init__(
        self,
        kind: BoardKind,
        cards: Sequence[Card],
        columns: Sequence[BoardColumn],
        acts: Mapping[str, Callable[[], object]],
        move: Callable[[str], object],
        *,
        is_fixed: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        some, one = bool(cards), len(cards) == 1
        new = _tr("boards", "Neues Arbeitspaket …")
        if kind is BoardKind.PROJECTS:
            new = _tr("boards", "Neues Projekt …")
        self._add("open", _tr("boards", "Öffnen"), is_possible=one)
        self._add("edit", _tr("boards", "Bearbeiten …"), is_possible=some and not is_fixed)
        self._add("new", new, is_possible=not is_fixed)
        self.addSeparator()
        self.steps = QMenu(_tr("boards", "Verschieben nach"), self)
        for column in columns:
            action = self.steps.addAction(column.title)
            action.setObjectName(f"move_{column.key}")
            action.triggered.connect(lambda _=False, key=column.key: move(key))
        self.steps.setEnabled(bool(columns) and not is_fixed)
        self.addMenu(self.steps)
        self.addSeparator()
        self._add("history", _tr("boards", "Änderungen zeigen"), is_possible=one)
        self._add("copy", _tr("boards", "Als Tabelle kopieren"))
        self._add("export", _tr("boards", "Exportieren …"))
        self.addSeparator()
        self._add("remove", _tr("boards", "Entfernen …"), is_possible=some and not is_fixed)

    def _add(self, name: str, text: str, *, is_possible: bool = True) -> None:
        action = self.addAction(text)
        action.setObjectName(name)
        action.setEnabled(is_possible)
        act = self._acts[name]
        action.triggered.connect(lambda _=False: act())
