"""One report: what it is, what the check before publication found, its paper."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.portfolio.reports.contents import Concern
from widgets.connections.tables import RowDelegate, row_height
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.portfolio.evidence.wording import day_words
from widgets.portfolio.reports.making import Shown
from widgets.portfolio.reports.paper_view import PaperView
from widgets.theme.tokens import GRID

_SHORT: Final = 10
_ICON: Final = "mdi6.file-document-outline"


class ReportSheet(QWidget):
    """Shows a report that is made or opened.

    Attributes:
        zone: Time zone of the city.
        words: Whether it is kept, and whether it holds.
        keep: Keeps it for good.
        drop: Throws a preview away.
        save: Writes it to a file.
        concerns: What was left out or changed, and why.
        paper: The report as it will be printed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = "UTC"
        self._shown: Shown | None = None
        self._reason = ""
        self.words, self.concerns = QLabel(), QTreeWidget()
        self.keep, self.drop, self.save = QPushButton(), QPushButton(), QPushButton()
        self.keep.setObjectName("primary")
        self.paper = PaperView(self)
        self._arrange()
        self.retranslate()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        for button in (self.keep, self.drop, self.save):
            line.addWidget(button)
        line.addStretch(1)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        inner.setSpacing(2 * GRID)
        inner.addWidget(self.words)
        inner.addLayout(line)
        inner.addWidget(self.concerns)
        inner.addWidget(self.paper, 1)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.concerns.setRootIsDecorated(False)
        self.concerns.setItemDelegate(RowDelegate(self.concerns))
        self.concerns.setMaximumHeight(5 * row_height(self.concerns))
        self.stage = Stage(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)

    @property
    def shown(self) -> Shown | None:
        """The report; None while there is none."""
        return self._shown

    def show_report(self, shown: Shown) -> None:
        """Show a report; the same paper keeps its place."""
        before, self._shown, self._reason = self._shown, shown, ""
        if before is None or before.pdf != shown.pdf:
            self.paper.show_pdf(shown.pdf)
            self._show_concerns(shown.concerns)
        self._show_words()

    def show_nothing(self, reason: str = "") -> None:
        """Show no report, and why the one that was wanted cannot be shown."""
        self._shown, self._reason = None, reason
        self.paper.clear()
        self._show_words()

    def _show_words(self) -> None:
        shown = self._shown
        if shown is None:
            usual = self.tr(
                "Wählen Sie einen Bericht aus der Liste, oder schreiben Sie einen neuen."
            )
            self.stage.show_message(
                "mdi6.file-alert-outline" if self._reason else _ICON,
                on_screen(self._reason) or usual,
            )
            return
        self.stage.show_content()
        day = day_words(shown.content.moment_us, self.zone)
        self.words.setToolTip(shown.digest if shown.uid else "")
        if not shown.uid:
            text = self.tr("Vorschau mit dem Stand vom {0}; noch nicht eingefroren.")
            self.words.setText(text.format(day))
        elif shown.problem:
            self.words.setText(on_screen(shown.problem))
        else:
            text = self.tr("Eingefroren mit dem Stand vom {0}. Die Prüfsumme {1}… stimmt.")
            self.words.setText(text.format(day, shown.digest[:_SHORT]))
        for button in (self.keep, self.drop):
            button.setVisible(not shown.uid)

    def _show_concerns(self, concerns: Sequence[Concern]) -> None:
        self.concerns.clear()
        for one in concerns:
            item = QTreeWidgetItem([one.place, one.reason, one.done])
            for column, text in enumerate((one.place, one.reason, one.done)):
                item.setToolTip(column, text)
            self.concerns.addTopLevelItem(item)
        self.concerns.setVisible(bool(concerns))
        width = self.concerns.fontMetrics().averageCharWidth()
        self.concerns.header().resizeSection(0, 30 * width)
        self.concerns.header().resizeSection(1, 60 * width)

    def close_feed(self) -> None:
        """End the thread that draws."""
        self.paper.close_feed()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.keep.setText(self.tr("Einfrieren"))
        self.keep.setToolTip(self.tr("Bewahrt den Bericht unveränderlich mit seiner Prüfsumme."))
        self.drop.setText(self.tr("Verwerfen"))
        self.save.setText(self.tr("Speichern …"))
        self.concerns.setHeaderLabels([self.tr("Stelle"), self.tr("Grund"), self.tr("Getan")])
        self.concerns.setAccessibleName(self.tr("Prüfung vor der Veröffentlichung"))
        self.paper.setAccessibleName(self.tr("Bericht"))
        self._show_words()
