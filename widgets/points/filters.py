"""The bar above the table of points: filter box, quick filters, grouping, count, sort again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.points.arrangement import Quick
from widgets.points.columns import Grouping, grouping_title
from widgets.points.wording import points_text
from widgets.texts import count as count_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class FilterBar(QWidget):
    """What the person wants to see of the points.

    Signals:
        text_changed: Words of the filter box.
        quick_changed: The quick filters changed; see `quick`.
        grouping_changed: Another grouping was chosen; see `grouping`.
        field_cleared: The restriction to a field of action shall go.
        resort_requested: Sort and filter anew.
        left: The filter box gives the focus back.
    """

    text_changed = Signal(str)
    quick_changed = Signal()
    grouping_changed = Signal()
    field_cleared = Signal()
    resort_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_compact: bool = False) -> None:
        super().__init__(parent)
        self._is_compact = is_compact
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self._search = self.box.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._quick = {
            Quick.ABNORMAL: self._button(is_checkable=True),
            Quick.STALE: self._button(is_checkable=True),
            Quick.SOURCE_DOWN: self._button(is_checkable=True),
        }
        self._field = self._button()
        self._field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._resort = self._button()
        self._count = ElidedLabel()
        self._count.setObjectName("muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grouping = QComboBox()
        self._counts = dict.fromkeys(self._quick, 0)
        self._field_name = ""
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.set_field("")
        self.set_out_of_order(is_out=False)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line.setSpacing(GRID)
        letters = self.fontMetrics().horizontalAdvance("n")
        self.box.setMinimumWidth(16 * letters)
        self.box.setMaximumWidth(44 * letters)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(self.box, 3)
        line.addSpacing(GRID)
        line.addWidget(self._field)
        for button in self._quick.values():
            button.setObjectName("switch")
            button.setHidden(self._is_compact)
            line.addWidget(button)
        line.addWidget(self._resort)
        self._count.setHidden(self._is_compact)
        line.addWidget(self._count, 1)
        line.addSpacing(GRID)
        line.addWidget(self._grouping)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.text_changed)
        self.box.left.connect(self.left)
        for button in self._quick.values():
            button.toggled.connect(self.quick_changed)
        self._field.clicked.connect(self.field_cleared)
        self._resort.clicked.connect(self.resort_requested)
        self._grouping.currentIndexChanged.connect(self.grouping_changed)

    @staticmethod
    def _button(*, is_checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setCheckable(is_checkable)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    # ---- wishes --------------------------------------------------------------------------------
    @property
    def quick(self) -> Quick:
        """The quick filters that are on."""
        on = Quick.NONE
        for flag, button in self._quick.items():
            if button.isChecked():
                on |= flag
        return on

    @property
    def grouping(self) -> Grouping:
        """The grouping chosen."""
        return Grouping(max(self._grouping.currentIndex(), 0))

    def set_wishes(self, text: str, quick: Quick, grouping: Grouping) -> None:
        """Show wishes that were saved, without telling anybody."""
        self.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.box.setText(text)
        for flag, button in self._quick.items():
            button.setChecked(flag in quick)
        self._grouping.setCurrentIndex(int(grouping))
        self.blockSignals(False)  # noqa: FBT003 -- likewise

    def set_field(self, name: str) -> None:
        """Show that only one field of action is listed; empty hides the mark."""
        self._field_name = name
        self._field.setVisible(bool(name))
        self._field.setText(name)
        self._field.setAccessibleName(self.tr("Auswahl „{name}“ aufheben").format(name=name))
        self._field.setToolTip(self._field.accessibleName())

    def set_counts(self, shown: int, total: int, quick: dict[Quick, int]) -> None:
        """Show how many points are listed, and how many each quick filter would find."""
        if shown == total:
            text = points_text(total)
        else:
            text = self.tr("{shown} von {total}").format(
                shown=count_text(shown), total=count_text(total)
            )
        self._count.setText(text)
        if quick != self._counts:
            self._counts = quick
            self._label_quick()

    def set_out_of_order(self, *, is_out: bool) -> None:
        """Offer to sort anew while the order on screen is no longer the one asked for."""
        self._resort.setVisible(is_out)

    # ---- texts and looks -----------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        self.box.setPlaceholderText(self.tr("Filtern: Name, Standort, Quelle …"))
        self.box.setAccessibleName(self.tr("Datenpunkte filtern"))
        self.box.setToolTip(
            self.tr("Alle Wörter müssen vorkommen; ß und ss, ä und ae gelten gleich. Strg+F")
        )
        self._label_quick()
        self._resort.setText(self.tr("Neu sortieren"))
        self._resort.setAccessibleName(self._resort.text())
        self._resort.setToolTip(
            self.tr("Werte haben sich geändert; die Reihenfolge bleibt, bis Sie neu sortieren.")
        )
        self._grouping.setAccessibleName(self.tr("Gruppierung"))
        chosen = max(self._grouping.currentIndex(), 0)
        self._grouping.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self._grouping.clear()
        self._grouping.addItems([grouping_title(grouping) for grouping in Grouping])
        self._grouping.setCurrentIndex(chosen)
        self._grouping.blockSignals(False)  # noqa: FBT003 -- likewise

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self._search.setIcon(icon("mdi6.magnify"))
        self._field.setIcon(icon("mdi6.close"))
        self._resort.setIcon(icon("mdi6.sort-variant", colour=theme().tokens.accent))

    def _label_quick(self) -> None:
        words = {
            Quick.ABNORMAL: self.tr("Auffällig"),
            Quick.STALE: self.tr("Veraltet"),
            Quick.SOURCE_DOWN: self.tr("Quelle gestört"),
        }
        for flag, button in self._quick.items():
            number = self._counts[flag]
            button.setText(f"{words[flag]}  {count_text(number)}" if number else words[flag])
            button.setAccessibleName(f"{words[flag]}: {count_text(number)}")
