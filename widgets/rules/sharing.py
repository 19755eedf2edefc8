"""The rules shown as text for others: the clipboard and CSV."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from widgets.alarms.export import as_tsv, write_csv
from widgets.rules.columns import RuleColumn, column_title
from widgets.rules.model import RulesModel
from widgets.rules.table import RulesTable


class Sharing(QObject):
    """Copies and exports what a table of rules shows.

    Signals:
        told: A sentence on how an export went.
    """

    told = Signal(str)

    def __init__(self, model: RulesModel, table: RulesTable) -> None:
        super().__init__(table)
        self._model = model
        self._table = table

    def copy(self) -> None:
        """Copy the selected rules as tab separated text with a heading."""
        rows, columns = self._table.selected_rows(), self._table.columns.in_sight()
        if rows:
            titles = [column_title(RuleColumn(column)) for column in columns]
            lines = [self._model.texts(row, columns) for row in rows]
            QGuiApplication.clipboard().setText(as_tsv(titles, lines))

    def export_csv(self, path: Path) -> None:
        """Write the rules shown as CSV, with all columns; say how it went."""
        titles = [column_title(column) for column in RuleColumn]
        places = range(len(self._model.rows))
        lines = [self._model.texts(row, list(RuleColumn)) for row in places]
        try:
            write_csv(path, titles, lines)
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.told.emit(sentence.format(file=path.name, reason=error.strerror))
        else:
            sentence = self.tr("%n Regel(n) in {file} geschrieben.", "", len(lines))
            self.told.emit(sentence.format(file=path.name))

    def ask_csv(self) -> None:
        """Ask for a file and write it."""
        name, _ = QFileDialog.getSaveFileName(
            self._table, self.tr("Als CSV exportieren"), "regeln.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))
