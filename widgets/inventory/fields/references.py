"""The editor of a reference: words find the record, a list offers what fits."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QToolButton, QWidget
from typing_extensions import override

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Hit
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.editors import FieldEditor
from widgets.inventory.fields.lookups import References
from widgets.theme.icons import icon

_LIST_LETTERS: Final = 64
_PAUSE_MS: Final = 120
"""So long nothing is typed before the records are searched."""


class _Hits(QAbstractListModel):
    """Records on offer: title and where or what they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.title} – {hit.detail}" if hit.detail else hit.title
        if role == Qt.ItemDataRole.EditRole:
            return hit.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return hit.detail
        return None


class ReferenceField(FieldEditor):
    """Chooses a record of one kind by its words.

    Args:
        field: A REFERENCE or an ANY_REFERENCE; for the latter `set_kind` says of which kind.
        references: Looks records up; None while there are none, then nothing is offered.
        parent: Owner.
    """

    def __init__(
        self, field: Field, references: References | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, parent)
        self._references = references
        self._kind = field.target
        self._uid: str | None = None
        self._title = ""
        self.line = QLineEdit()
        self.open_button = QToolButton()
        self._hits = _Hits(self)
        self._completer = QCompleter(self._hits, self)
        self._list = QListView(self)
        self._completer.setPopup(self._list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._search)
        self._make()
        self._put(self.line, self.open_button)
        self._describe()
        self.apply_theme()

    def _make(self) -> None:
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setWidget(self.line)
        # The overload that names the place is what tells apart records of the same title.
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._finish)
        self.open_button.clicked.connect(self._offer_all)
        self.open_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.open_button.setIconSize(QSize(16, 16))
        self.line.setClearButtonEnabled(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * _LIST_LETTERS)

    def set_kind(self, kind: str) -> None:
        """Say which kind an ANY_REFERENCE points to; another kind empties the field."""
        if kind != self._kind:
            self._kind = kind
            self._clear() if self._uid else self._describe()

    # ---- value ---------------------------------------------------------------------------------
    @property
    def key(self) -> Key | None:
        """The record that is chosen, None for none."""
        return Key(self._kind, self._uid) if self._uid else None

    @override
    def value(self) -> Value:
        if self._kind not in KINDS:
            # Points, objects of the twin, projects are kept elsewhere; their names are written.
            return self.line.text().strip() or None
        return self._uid

    @override
    def set_value(self, value: Value) -> None:
        self._uid = str(value) if value else None
        self._title = ""
        self.line.setText("" if self._kind in KINDS or not value else str(value))
        self.show_problem("")
        if self._uid and self._kind in KINDS and self._references is not None:
            self.line.setPlaceholderText("…")
            key = Key(self._kind, self._uid)
            self._references.ask_titles(self, [key], lambda titles: self._name(key, titles))
        self._describe()

    def show_title(self, title: str) -> None:
        """Show what the record is called, where the caller knows it already."""
        self._title = title
        self.line.setText(title)
        self.line.setCursorPosition(0)

    def _name(self, key: Key, titles: dict[Key, str]) -> None:
        if key == self.key and not self.line.isModified():
            missing = self.tr("Diesen Datensatz gibt es nicht mehr.")
            self.show_title(titles.get(key, missing))
        self._describe()

    @override
    def own_problem(self) -> str:
        text = self.line.text().strip()
        if self._kind in KINDS and text and self._uid is None:
            return self.tr("Bitte wählen Sie einen Eintrag aus der Liste.")
        return ""

    # ---- searching -----------------------------------------------------------------------------
    def _typed(self) -> None:
        self._uid = None
        if self._kind in KINDS:
            self._timer.start()
        if not self.line.text().strip():
            self._edited()

    def _offer_all(self) -> None:
        self.line.setFocus()
        self._ask("")

    def _search(self) -> None:
        self._ask(self.line.text())

    def _ask(self, text: str) -> None:
        if self._references is not None and self._kind in KINDS:
            self._references.ask_hits(self, self._kind, text, self._offer)

    def _offer(self, hits: list[Hit]) -> None:
        self._hits.show(hits)
        if hits and self.line.hasFocus():
            self._completer.complete()
        elif not hits and self.line.text().strip() and self._uid is None:
            self.show_problem(self.tr("Dazu wurde nichts gefunden."))

    def _take(self, index: QModelIndex) -> None:
        # The completer has a model of its own between; the row is the same.
        if not index.isValid() or index.row() >= len(self._hits.hits):
            return
        self.choose(self._hits.hits[index.row()])

    def choose(self, hit: Hit) -> None:
        """Take a record as the person's choice."""
        self._timer.stop()
        self._uid = hit.uid
        self.show_title(hit.title)
        self.line.setModified(False)
        self._edited()

    def _finish(self) -> None:
        """Leave nothing half: a title written whole is the record, others are complained of."""
        if self._uid is None and (text := self.line.text().strip()) and self._kind in KINDS:
            same = [hit for hit in self._hits.hits if hit.title.casefold() == text.casefold()]
            if len(same) == 1:
                self.choose(same[0])
            elif not self._list.isVisible():
                self._edited()

    def _clear(self) -> None:
        self._timer.stop()
        self._uid = None
        self.line.clear()
        self._edited()

    # ---- looks ---------------------------------------------------------------------------------
    def _describe(self) -> None:
        known = KINDS.get(self._kind)
        label = on_screen(known.label) if known else on_screen(self.field.label)
        self.line.setPlaceholderText(self.tr("{0} suchen").format(label) if known else "")
        self.open_button.setVisible(known is not None)
        words = self.tr("Auswahl zeigen")
        self.open_button.setToolTip(words)
        self.open_button.setAccessibleName(f"{words}: {on_screen(self.field.label)}")

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)
        self.open_button.setEnabled(not is_read_only)

    @override
    def apply_theme(self) -> None:
        super().apply_theme()
        if hasattr(self, "open_button"):  # the base class calls it before there is one
            self.open_button.setIcon(icon("mdi6.chevron-down"))
