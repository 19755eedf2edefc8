"""All that was said: the notices of this run, also those that were closed, newest first."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.console.notices import LEVEL_ICONS, Notice, NoticeLevel, NoticeStrip
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.texts import time_text
from widgets.theme.icons import icon

_WIDTH: Final = 100
_HEIGHT: Final = 24


def level_text(level: NoticeLevel) -> str:
    """Return the word for how much a notice matters."""
    words = {
        NoticeLevel.INFORMATION: QCoreApplication.translate("messages", "Hinweis"),
        NoticeLevel.WARNING: QCoreApplication.translate("messages", "Warnung"),
        NoticeLevel.ERROR: QCoreApplication.translate("messages", "Fehler"),
    }
    return words[level]


class MessageLog(QDialog):
    """A list that grows while it is open and can be copied.

    Args:
        strip: Where notices are said.
        zone: IANA zone of the times.
        parent: The window.
    """

    def __init__(self, strip: NoticeStrip, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Meldungen"))
        self._strip = strip
        self._zone = zone
        self.table = QTableWidget(0, 3)
        self.stage = Stage(self.table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            self.tr("Kopieren"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.setToolTip(self.tr("Die gewählten Meldungen, ohne Auswahl alle"))
        self.copy_button.clicked.connect(self.copy)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.stage)
        layout.addWidget(buttons)
        self._set_up_table()
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)
        strip.spoke.connect(self.fill)
        metrics = self.fontMetrics()
        self.resize(_WIDTH * metrics.averageCharWidth(), _HEIGHT * metrics.height())
        self.fill()

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("Meldungen"))
        table.setHorizontalHeaderLabels([self.tr("Zeit"), self.tr("Art"), self.tr("Meldung")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setObjectName("roomy")
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def fill(self) -> None:
        """List what has been said so far."""
        notices = list(reversed(self._strip.said))
        self.table.setRowCount(len(notices))
        for row, notice in enumerate(notices):
            for column, text in enumerate(self._cells(notice)):
                item = QTableWidgetItem(text)
                item.setToolTip(text if column else "")
                if column == 1:
                    item.setIcon(icon(LEVEL_ICONS[notice.level]))
                self.table.setItem(row, column, item)
        self.copy_button.setEnabled(bool(notices))
        if notices:
            self.stage.show_content()
        else:
            self.stage.show_message(
                "mdi6.message-outline", self.tr("Bisher wurde nichts gemeldet.")
            )

    def copy(self) -> None:
        """Copy the selected messages, or all, as lines of tab separated text."""
        chosen = sorted({index.row() for index in self.table.selectedIndexes()})
        notices = list(reversed(self._strip.said))
        rows = chosen or range(len(notices))
        lines = ["\t".join(self._cells(notices[row])).replace("\n", " ") for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _cells(self, notice: Notice) -> tuple[str, str, str]:
        moment = time_text(notice.said_us, self._zone, with_date=True)
        return moment, level_text(notice.level), on_screen(notice.text)
