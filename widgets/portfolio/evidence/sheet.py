"""One milestone or key figure: its question, its value, its age, its trend, and what is behind."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.records import Key
from app.domain.points import Point
from app.domain.portfolio.evidence.results import Verdict
from app.domain.portfolio.statuses import Light
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FactRows, line_of
from widgets.inventory.fields.wording import day_text
from widgets.points.inspector_parts import words
from widgets.portfolio.evidence.rows import EvidenceRow
from widgets.portfolio.evidence.trend import TrendLine
from widgets.portfolio.evidence.wording import (
    age_words,
    day_words,
    drift_words,
    question_words,
    target_words,
    value_words,
    verdict_icon,
    verdict_word,
)
from widgets.portfolio.lights import light_icon
from widgets.texts import count, language
from widgets.theme.tokens import GRID

_KEY: Final = Qt.ItemDataRole.UserRole
_ICON: Final = QSize(20, 20)


class EvidenceSheet(QScrollArea):
    """Shows one row of the list in full.

    Attributes:
        behind: The records or points behind the value.

    Signals:
        back_requested: Back to the list.
        edit_requested: The question shall be changed, or one be made.
        open_requested: A record behind the value (`Key`).
        all_requested: All records behind the value shall be shown.
        points_requested: The points behind the value (list of str).
    """

    back_requested = Signal()
    edit_requested = Signal()
    open_requested = Signal(object)
    all_requested = Signal()
    points_requested = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: EvidenceRow | None = None
        self.points: Mapping[str, Point] = {}
        self.zone = "Europe/Berlin"
        self._is_past = False
        self._titles: Mapping[Key, str] = {}
        self.name, self.question = words(name="heading"), words()
        self.mark, self.verdict = QLabel(), words(name="heading")
        self.problem = words()
        self.trend = TrendLine()
        self.behind_title = words(name="muted")
        self.behind = QListWidget()
        self.back, self.edit = QPushButton(), QPushButton()
        self.all, self.curves = QPushButton(), QPushButton()
        self._facts_place = QVBoxLayout()
        self._arrange()
        self.back.clicked.connect(self.back_requested)
        self.edit.clicked.connect(self.edit_requested)
        self.all.clicked.connect(self.all_requested)
        self.curves.clicked.connect(self._ask_points)
        self.behind.itemActivated.connect(self._open)
        self.retranslate()

    def _arrange(self) -> None:
        verdict = QHBoxLayout()
        verdict.setSpacing(2 * GRID)
        verdict.addWidget(self.mark)
        verdict.addWidget(self.verdict, 1)
        self.behind.setUniformItemSizes(True)
        self.behind.setMinimumHeight(8 * self.fontMetrics().lineSpacing())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(line_of(self.back, self.edit))
        column.addWidget(self.name)
        column.addLayout(verdict)
        column.addWidget(self.question)
        column.addWidget(self.problem)
        column.addLayout(self._facts_place)
        column.addWidget(self.trend)
        column.addWidget(self.behind_title)
        column.addWidget(self.behind, 1)
        column.addWidget(line_of(self.all, self.curves))
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # ---- what is shown -------------------------------------------------------------------------
    def show_row(self, row: EvidenceRow | None, *, is_past: bool = False) -> None:
        """Show a milestone or key figure; the list behind keeps its place while it is the same."""
        before = None if self.row is None or self.row.result is None else self.row.result.rows
        self.row, self._is_past = row, is_past
        if row is None:
            return
        self.name.setText(row.name if not row.project else f"{row.name} · {row.project}")
        self._show_verdict(row)
        self._show_facts(row)
        result = row.result
        self.question.setText("" if result is None else question_words(result))
        self.question.setVisible(bool(self.question.text()))
        problem = "" if result is None else on_screen(result.problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.trend.zone = self.zone
        self.trend.show_result(result)
        self.edit.setEnabled(not is_past)
        self.edit.setToolTip(
            self.tr("Ändern können Sie nur den gegenwärtigen Stand.") if is_past else ""
        )
        if result is None or before is None or list(before) != list(result.rows):
            self._titles = {}
        self._show_behind()
        self._name_buttons()

    def show_titles(self, titles: Mapping[Key, str]) -> None:
        """Take what the records behind are called."""
        self._titles = titles
        self._show_behind()

    def _show_verdict(self, row: EvidenceRow) -> None:
        result = row.result
        if not row.has_question:
            text = self.tr("Von Hand gemeldet: Der Wert beruht auf keiner Abfrage.")
            mark = light_icon(Light.GREY)
        elif result is None:
            text, mark = self.tr("Der Nachweis wird gefragt …"), light_icon(Light.GREY)
        else:
            text = verdict_word(result.verdict, is_overdue=row.is_overdue)
            if result.value is not None:
                text = f"{value_words(result.value, result.unit)} – {text}"
            if result.is_drifting:
                text = self.tr("{0}; gemeldet wurde etwas anderes").format(text)
            mark = verdict_icon(result.verdict, is_wrong=row.is_wrong)
        self.verdict.setText(text)
        self.mark.setPixmap(mark.pixmap(_ICON))

    def _show_facts(self, row: EvidenceRow) -> None:
        while (item := self._facts_place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        facts = FactRows()
        for label, value in self.facts(row):
            facts.add(label, value)
        self._facts_place.addWidget(facts)

    def facts(self, row: EvidenceRow) -> list[tuple[str, str]]:
        """Return what is known of a row as pairs of a label and a text."""
        result = row.result
        is_valid = result is not None and result.verdict is not Verdict.INVALID
        found: list[tuple[str, str]] = []
        if result is not None and is_valid:
            found.append((self.tr("Gemessen"), value_words(result.value, result.unit)))
            found.append((self.tr("Stand"), day_words(result.at_us, self.zone)))
            if target := target_words(result):
                found.append((self.tr("Ziel"), target))
        if row.due_on is not None:
            found.append((self.tr("Fällig am"), day_text(row.due_on.isoformat())))
        if reported := self._reported(row):
            found.append((self.tr("Gemeldet"), reported))
        if result is None:
            return found
        if drift := drift_words(result):
            found.append((self.tr("Abweichung"), drift))
        if result.newest_us is not None:
            newest = day_words(result.newest_us, self.zone)
            age = self.tr("{0} ({1})").format(age_words(result), newest)
            found.append((self.tr("Alter der Daten"), age))
        if is_valid:
            found.append((self.tr("Beruht auf"), self._amount(row)))
        return found

    def _reported(self, row: EvidenceRow) -> str:
        """Return what people reported, empty for nothing."""
        reported = row.reported
        if reported is None:
            return ""
        unit = row.result.unit if row.result is not None else row.record.text("unit")
        text = self.tr("erreicht")
        if reported.value is not None:
            text = value_words(reported.value, unit)
        if reported.day:
            text = self.tr("{0} (Stand {1})").format(text, day_text(reported.day))
        return text

    def _amount(self, row: EvidenceRow) -> str:
        result = row.result
        if result is None:
            return ""
        if result.points:
            template = self.tr("{0} Werten von {1} Datenpunkten")
            if len(result.points) == 1:
                template = self.tr("{0} Werten eines Datenpunkts")
            return template.format(count(result.count), count(len(result.points)))
        if result.rows_total == 1:
            return self.tr("einem Datensatz")
        return self.tr("{0} Datensätzen").format(count(result.rows_total))

    def _show_behind(self) -> None:
        result = None if self.row is None else self.row.result
        self.behind.clear()
        keys: Sequence[Key] = () if result is None else result.rows
        points = () if result is None else result.points
        for key in keys:
            item = QListWidgetItem(self._titles.get(key, "…"))
            item.setData(_KEY, key)
            self.behind.addItem(item)
        for one in points:
            point = self.points.get(one)
            item = QListWidgetItem(one if point is None else _point_words(point))
            item.setToolTip(one)
            item.setData(_KEY, one)
            self.behind.addItem(item)
        total = 0 if result is None else result.rows_total
        title = self.tr("Dahinter stehen:")
        if total > len(keys):
            title = self.tr("Dahinter stehen {0} Datensätze, die ersten {1} davon:").format(
                count(total), count(len(keys))
            )
        self.behind_title.setText(title)
        for part in (self.behind_title, self.behind):
            part.setVisible(bool(keys or points))
        self.all.setVisible(result is not None and result.query is not None and total > 0)
        self.curves.setVisible(bool(points))

    # ---- acts ----------------------------------------------------------------------------------
    def _open(self, item: QListWidgetItem) -> None:
        key = item.data(_KEY)
        if isinstance(key, Key):
            self.open_requested.emit(key)
        else:
            self.points_requested.emit([key])

    def _ask_points(self) -> None:
        if self.row is not None and self.row.result is not None:
            self.points_requested.emit(list(self.row.result.points))

    # ---- texts ---------------------------------------------------------------------------------
    def _name_buttons(self) -> None:
        has_one = self.row is not None and self.row.has_question
        self.edit.setText(
            self.tr("Nachweis ändern …") if has_one else self.tr("Nachweis anlegen …")
        )

    def retranslate(self) -> None:
        """Set all texts again."""
        self.back.setText(self.tr("Alle Nachweise"))
        self.all.setText(self.tr("Alle im Bestand zeigen"))
        self.curves.setText(self.tr("Verlauf in den Trends zeigen"))
        self.behind.setAccessibleName(self.tr("Was hinter dem Wert steht"))
        self._name_buttons()
        self.show_row(self.row, is_past=self._is_past)


def _point_words(point: Point) -> str:
    """Return what a point is called, with its place."""
    name, site = (text.in_language(language()) for text in (point.name, point.site))
    return f"{name} ({site})" if site else name
