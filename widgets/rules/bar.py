"""The bar above the list of rules: search, filters, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class RulesBar(QWidget):
    """Two lines of controls.

    Signals:
        import_requested: A file shall be read.
        changes_export_requested: What differs from the profile shall be written to a file.
        export_requested: All rules shall be written to a file.
        versions_requested: The versions shall be shown.
    """

    import_requested = Signal()
    changes_export_requested = Signal()
    export_requested = Signal()
    versions_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self._search = self.box.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.only_changed = QCheckBox()
        self.only_selected = QCheckBox()
        self.count = ElidedLabel()
        self.count.setObjectName("muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.edit = QPushButton()
        self.new = QPushButton()
        self.remove = QPushButton()
        self.reset = QPushButton()
        self.more = QToolButton()
        self.more.setObjectName("switch")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.maintenance = QToolButton()
        self.maintenance.setObjectName("switch")
        self.maintenance.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu = QMenu(self)
        self._imports = self._menu.addAction("")
        self._export_changes = self._menu.addAction("")
        self._export_all = self._menu.addAction("")
        self._menu.addSeparator()
        self._versions = self._menu.addAction("")
        self.more.setMenu(self._menu)
        self._arrange()
        self._imports.triggered.connect(self.import_requested)
        self._export_changes.triggered.connect(self.changes_export_requested)
        self._export_all.triggered.connect(self.export_requested)
        self._versions.triggered.connect(self.versions_requested)
        self.retint()

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * GRID)
        self.box.setMaximumWidth(44 * self.fontMetrics().horizontalAdvance("n"))
        first.addWidget(self.box, 2)
        first.addWidget(self.only_changed)
        first.addWidget(self.only_selected)
        first.addWidget(self.count, 1)
        second = QHBoxLayout()
        second.setSpacing(2 * GRID)
        for button in (self.edit, self.new, self.remove, self.reset):
            second.addWidget(button)
        second.addStretch(1)
        second.addWidget(self.maintenance)
        second.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(first)
        column.addLayout(second)

    def offer(self, *, edit: bool, remove: bool, reset: bool) -> None:
        """Say what can be done with what is selected."""
        self.edit.setEnabled(edit)
        self.remove.setEnabled(remove)
        self.reset.setEnabled(reset)

    def show_running(self, count: int, longest: str) -> None:
        """Show how many maintenance windows go on, and how long the longest one still does."""
        if not count:
            self.maintenance.setText(self.tr("Wartungsfenster …"))
        else:
            words = self.tr("%n Wartungsfenster, noch {span}", "", count)
            self.maintenance.setText(words.format(span=longest))

    def retint(self) -> None:
        """Take colours and icons of the theme."""
        self._search.setIcon(icon("mdi6.magnify"))
        self.maintenance.setIcon(icon("mdi6.wrench-clock"))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.box.setPlaceholderText(self.tr("In Regeln suchen …"))
        self.box.setAccessibleName(self.tr("In Regeln suchen"))
        self.only_changed.setText(self.tr("Nur geänderte"))
        self.only_changed.setToolTip(self.tr("Nur Regeln, die vom Profil abweichen"))
        self.only_selected.setText(self.tr("Nur Auswahl"))
        self.only_selected.setToolTip(self.tr("Nur Regeln der ausgewählten Datenpunkte"))
        for button, text, tip in (
            (self.edit, self.tr("Bearbeiten …"), self.tr("Die gewählte Regel bearbeiten (F2)")),
            (self.new, self.tr("Neu …"), self.tr("Eine Regel für einen Datenpunkt anlegen")),
            (self.remove, self.tr("Entfernen …"), self.tr("Die gewählten Regeln entfernen (Entf)")),
            (
                self.reset,
                self.tr("Auf Profil zurücksetzen …"),
                self.tr("Die gewählten Regeln wieder so, wie das Profil sie hat"),
            ),
        ):
            button.setText(text)
            button.setToolTip(tip)
        self.more.setText(self.tr("Regelsatz"))
        self.more.setAccessibleName(self.tr("Regelsatz: einlesen, ausgeben, Versionen"))
        self._imports.setText(self.tr("Importieren …"))
        self._export_changes.setText(self.tr("Änderungen exportieren …"))
        self._export_all.setText(self.tr("Alle Regeln exportieren …"))
        self._versions.setText(self.tr("Versionen …"))
        self.maintenance.setToolTip(
            self.tr("Zeiten, in denen wegen angekündigter Arbeiten kein Alarm ruft")
        )
