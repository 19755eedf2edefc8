"""The bar above the table: kind, search, saved views, columns, and what concerns all of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.domain.inventory.kinds import KINDS
from widgets.filter_box import FilterBox
from widgets.foreign_texts import on_screen
from widgets.inventory.table.views import ViewBar
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_SEARCH_LETTERS = 18


class TopBar(QWidget):
    """Tells what is wished; knows nothing of rows.

    Args:
        views: The button of saved views.
        parent: Owner.

    Signals:
        kind_wished: Another kind of records is wanted (its name).
        filter_wished: The person wants to filter by a field (asks for a menu at the button).
    """

    kind_wished = Signal(str)
    filter_wished = Signal()

    def __init__(self, views: ViewBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = QComboBox()
        self.kinds.setMaxVisibleItems(30)
        self.kinds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kinds.setMinimumContentsLength(12)
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * _SEARCH_LETTERS)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.filters, self.columns, self.new = QToolButton(), QToolButton(), QToolButton()
        self.views = views
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(GRID)
        line.addWidget(self.kinds)
        line.addWidget(self.box, 1)
        for button in (self.filters, self.columns, views, self.new):
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        self.kinds.activated.connect(lambda: self.kind_wished.emit(self.kinds.currentData()))
        self.filters.clicked.connect(self.filter_wished)

    def show_kind(self, kind: str) -> None:
        """Say which kind is shown."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def retranslate(self) -> None:
        """Set all texts again."""
        kind = self.kinds.currentData()
        self.kinds.clear()
        for known in sorted(KINDS.values(), key=lambda one: on_screen(one.plural).casefold()):
            self.kinds.addItem(on_screen(known.plural), known.name)
        self.show_kind(kind)
        self.kinds.setAccessibleName(self.tr("Art der Datensätze"))
        self.kinds.setToolTip(self.tr("Welche Datensätze die Tabelle zeigt"))
        self.box.setPlaceholderText(self.tr("Suchen (Strg+F)"))
        self.box.setAccessibleName(self.tr("Suchen"))
        self.box.setToolTip(self.tr("Findet Wörter und Teile davon; strasse findet auch Straße."))
        for button, words in (
            (self.filters, self.tr("Nach einem Feld filtern")),
            (self.columns, self.tr("Spalten wählen")),
            (self.new, self.tr("Neuer Datensatz")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.views.show_current()

    def apply_theme(self) -> None:
        """Take the icons of the theme in force."""
        self.filters.setIcon(icon("mdi6.filter-plus-outline"))
        self.columns.setIcon(icon("mdi6.view-column-outline"))
        self.new.setIcon(icon("mdi6.plus"))
        self.views.apply_theme()
