"""The bar above the table of the map: filter box, only what is in sight, count, sort again."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.map.table.wording import devices_text
from widgets.texts import count as count_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ROOMY_LETTERS = 78
"""Width in letters from which on buttons show their words."""


class TableBar(QWidget):
    """What the person wants to see of the devices.

    Signals:
        text_changed: Words of the filter box.
        extent_toggled: Only what the map has in sight, or all.
        resort_requested: Sort anew.
        left: The filter box gives the focus back.
    """

    text_changed = Signal(str)
    extent_toggled = Signal(bool)
    resort_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self._search = self.box.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.extent = QToolButton()
        self.extent.setObjectName("switch")
        self.extent.setCheckable(True)
        self._resort = QToolButton()
        self._count = ElidedLabel()
        self._count.setObjectName("muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._shown, self._total = 0, 0
        self._arrange()
        self.box.textChanged.connect(self.text_changed)
        self.box.left.connect(self.left)
        self.extent.toggled.connect(self.extent_toggled)
        self._resort.clicked.connect(self.resort_requested)
        theme().changed.connect(self.apply_theme)
        self.retranslate()
        self.apply_theme()
        self.set_out_of_order(is_out=False)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line.setSpacing(GRID)
        letters = self.fontMetrics().horizontalAdvance("n")
        self.box.setMinimumWidth(14 * letters)
        self.box.setMaximumWidth(44 * letters)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(self.box, 3)
        line.addSpacing(GRID)
        line.addWidget(self.extent)
        line.addWidget(self._resort)
        line.addWidget(self._count, 1)

    def set_wishes(self, text: str, *, is_in_extent: bool) -> None:
        """Show wishes that were saved, without telling anybody."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.box.setText(text)
        self.extent.setChecked(is_in_extent)
        self.blockSignals(False)  # noqa: FBT003 - likewise

    def set_counts(self, shown: int, total: int) -> None:
        """Show how many devices are listed, and of how many."""
        self._shown, self._total = shown, total
        if shown == total:
            self._count.setText(devices_text(total))
            return
        words = self.tr("{shown} von {total}")
        self._count.setText(words.format(shown=count_text(shown), total=count_text(total)))

    def set_out_of_order(self, *, is_out: bool) -> None:
        """Offer to sort anew while the order on screen is no longer the one asked for."""
        self._resort.setVisible(is_out)

    # ---- texts and looks -----------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        self.box.setPlaceholderText(self.tr("Filtern: Gerät, Art, Bezirk …"))
        self.box.setAccessibleName(self.tr("Geräte filtern"))
        self.box.setToolTip(
            self.tr("Alle Wörter müssen vorkommen; ß und ss, ä und ae gelten gleich. Strg+F")
        )
        self.extent.setText(self.tr("Nur im Kartenausschnitt"))
        self.extent.setAccessibleName(self.extent.text())
        self.extent.setToolTip(self.tr("Nur Geräte zeigen, die auf der Karte gerade zu sehen sind"))
        self._resort.setText(self.tr("Neu sortieren"))
        self._resort.setAccessibleName(self._resort.text())
        self._resort.setToolTip(
            self.tr("Zustände haben sich geändert; die Reihenfolge bleibt, bis Sie neu sortieren.")
        )
        self.set_counts(self._shown, self._total)
        self._fit()

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self._search.setIcon(icon("mdi6.magnify"))
        self.extent.setIcon(icon("mdi6.map-search-outline"))
        self._resort.setIcon(icon("mdi6.sort-variant", colour=theme().tokens.accent))

    def _fit(self) -> None:
        """Show words beside the icons where there is room for them."""
        is_roomy = self.width() >= _ROOMY_LETTERS * self.fontMetrics().averageCharWidth()
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if is_roomy
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in (self.extent, self._resort):
            button.setToolButtonStyle(style)

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the icons alone allow."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 24 * self.fontMetrics().averageCharWidth()), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
