"""Kennzahlen: how much the alarm system asks of people, what is wrong with it, what would mend it.

The period ends at the moment shown. Reading goes on beside the window and is repeated when the
period or the moment changes, while LIVE at most once a minute.
"""

from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.services.alarm_kpis import KpiReport, PeriodKind, read_kpis
from app.services.ports import JournalReader
from app.services.states import CityState
from app.services.statistics import Watch
from widgets.foreign_texts import on_screen
from widgets.kpis.board import Board
from widgets.kpis.export import Part, figures_tsv, period_words, write_part
from widgets.kpis.words import AlarmNames, period_text
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.texts import time_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.analysis.wording import duration_text
from widgets.trends.analysis.worker import Worker
from widgets.trends.date_axis import DateAxis
from widgets.views import View

AGAIN_US: Final = 60_000_000
"""Figures are read again when the moment has moved by so much."""

_REST_MS: Final = 200
"""While time is dragged nothing is read."""


class KpiView(View):
    """The figures of a period that ends at the moment shown.

    Signals:
        rule_requested: The rule that a proposal suggests, changed (object: `AlarmRule`).
        alarm_requested: The alarm to be shown (str).
    """

    rule_requested = Signal(object)
    alarm_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._journal: JournalReader | None = None
        self._worker: Worker | None = None
        self._report: KpiReport | None = None
        self._error = ""
        self._is_allowed = True
        self._at_us: int | None = None
        self._asked: tuple[PeriodKind, int] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read)
        self.board = Board()
        self.stage = Stage(self.board)
        self.periods = QButtonGroup(self)
        self._buttons: dict[PeriodKind, QToolButton] = {}
        self._span = ElidedLabel()
        self._span.setObjectName("muted")
        self._copy = QToolButton()
        self._export = QToolButton()
        self._arrange()
        self._connect()
        self.retranslate()
        self._tell()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        line.setSpacing(GRID)
        for number, period in enumerate(PeriodKind):
            button = QToolButton()
            button.setObjectName("switch")
            button.setCheckable(True)
            self.periods.addButton(button, number)
            self._buttons[period] = button
            line.addWidget(button)
        self._buttons[PeriodKind.DAY].setChecked(True)
        line.addSpacing(2 * GRID)
        line.addWidget(self._span, 1)
        line.addWidget(self._copy)
        line.addWidget(self._export)
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._export.setMenu(QMenu(self._export))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(self._buttons[PeriodKind.DAY])
        self.apply_theme()

    def _connect(self) -> None:
        self.periods.idClicked.connect(self._read)
        self.stage.action_requested.connect(self.reload)
        self._copy.clicked.connect(self.copy)
        desk = self.board.desk
        desk.rule_requested.connect(self.rule_requested)
        desk.alarm_requested.connect(self.alarm_requested)
        desk.points_selected.connect(self.points_selected)
        desk.time_requested.connect(self.time_requested)
        self.board.course.time_requested.connect(self.time_requested)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._copy_what_has_focus)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self._report = None
        self.reload()

    @override
    def set_rules(self, city: City) -> None:
        """Figures by other rules take the place of those on screen once they are read."""
        self._city = city
        self._asked = None

    def set_journal(self, reader: JournalReader | None) -> None:
        """Read from a journal; None ends reading."""
        self.close_feed()
        self._journal = reader
        self._report = None
        if reader is not None:
            self._worker = Worker("kpis", self)
            self._worker.finished.connect(self._take)
            self._worker.failed.connect(self._fail)
        self.reload()

    @override
    def show_state(self, state: CityState) -> None:
        self._at_us = state.at_us
        if self._asked is None:
            self._read()
        elif abs(state.at_us - self._asked[1]) >= AGAIN_US:
            self._rest.start()

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the figures, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._tell()

    def close_feed(self) -> None:
        """End the reading thread; the view shows what it has."""
        self._rest.stop()
        if self._worker is not None:
            self._worker.close()
            self._worker.deleteLater()
        self._worker = None

    @override
    def close(self) -> bool:
        self.close_feed()
        return super().close()

    @property
    def period(self) -> PeriodKind:
        """The period that is shown."""
        return list(PeriodKind)[self.periods.checkedId()]

    @property
    def report(self) -> KpiReport | None:
        """The report on screen."""
        return self._report

    @property
    def span(self) -> str:
        """What is said of the period."""
        return self._span.text()

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read."""
        return not self._rest.isActive() and (self._worker is None or self._worker.is_idle)

    # ---- reading -------------------------------------------------------------------------------
    def reload(self) -> None:
        """Read the figures again."""
        self._asked = None
        if self._at_us is not None:
            self._read()
        else:
            self._tell()

    def _read(self) -> None:
        if self._worker is None or self._journal is None or self._city is None:
            self._tell()
            return
        if self._at_us is None:
            return
        asked = (self.period, self._at_us)
        if asked == self._asked:
            return
        self._asked = asked
        self._worker.ask(partial(_reading, self._journal, self._city, *asked))
        self._tell()

    def _take(self, report: object) -> None:
        if isinstance(report, KpiReport) and self._city is not None:
            self._report, self._error = report, ""
            self._show_report()
            self._tell()

    def _show_report(self) -> None:
        if self._report is not None and self._city is not None:
            names = AlarmNames(self._city, self._report.rules)
            axis = DateAxis(ZoneInfo(self._city.time_zone))
            self.board.show_report(self._report, names, axis)

    def _fail(self, reason: str) -> None:
        self._error = on_screen(reason)
        self._tell()

    def _tell(self) -> None:
        """Show figures, or say why there are none."""
        report, city = self._report, self._city
        for button in (self._copy, self._export):
            button.setEnabled(report is not None and self._is_allowed)
        if not self._is_allowed:
            self._span.setText("")
            self.stage.show_no_right()
            return
        self._span.setText("" if report is None else self._span_words(report))
        if report is not None:
            self.stage.show_content()
            old = self.tr("{error} Zu sehen sind die Kennzahlen bis {time}.")
            zone = "UTC" if city is None else city.time_zone
            text = old.format(
                error=self._error, time=time_text(report.kpis.end_us, zone, with_date=True)
            )
            self.stage.notice.show_notice(
                "mdi6.database-alert-outline",
                text if self._error else "",
                self.tr("Erneut lesen") if self._error else "",
            )
        elif self._error:
            self.stage.show_message(
                "mdi6.database-alert-outline", self._error, self.tr("Erneut lesen")
            )
        elif city is None or self._journal is None:
            self.stage.show_message(
                "mdi6.chart-bar",
                self.tr("Kennzahlen gibt es, sobald ein Profil und sein Journal geladen sind."),
            )
        else:
            self.stage.show_loading()

    def _span_words(self, report: KpiReport) -> str:
        kpis = report.kpis
        zone = "UTC" if self._city is None else self._city.time_zone
        if kpis.manned_us == kpis.end_us - kpis.start_us:
            manned = self.tr("durchgehend bemannt")
        elif kpis.manned_us:
            manned = self.tr("bemannt {duration}").format(duration=duration_text(kpis.manned_us))
        else:
            manned = self.tr("unbemannt")
        calls = self.tr("%n Meldung(en)", "", kpis.calls)
        period = period_words(report, zone, with_seconds=False)
        return f"{period} · {manned} · {calls}"

    # ---- copy, export --------------------------------------------------------------------------
    def _copy_what_has_focus(self) -> None:
        if self.board.desk.table.hasFocus():
            self.board.desk.copy()
        else:
            self.copy()

    def copy(self) -> None:
        """Copy all figures as tab separated text."""
        if self._report is not None and self._city is not None:
            text = figures_tsv(self._report, self._city.time_zone)
            QGuiApplication.clipboard().setText(text)

    def export_csv(self, path: Path, part: Part) -> None:
        """Write a part of the report as CSV; say how it went."""
        if self._report is None or self._city is None:
            return
        try:
            write_part(path, part, self._report, self._city)
        except OSError as error:
            reason = error.strerror or str(error)
            text = self.tr("Die Datei „{name}“ lässt sich nicht schreiben: {reason}.")
            self.message_requested.emit(text.format(name=path.name, reason=reason))
            return
        self.message_requested.emit(self.tr("„{name}“ ist geschrieben.").format(name=path.name))

    def _ask_export(self, part: Part) -> None:
        name = {
            Part.FIGURES: self.tr("kennzahlen.csv"),
            Part.ACTORS: self.tr("auffaellige-alarme.csv"),
            Part.SLOTS: self.tr("meldungen-je-10-min.csv"),
        }[part]
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), name, "CSV (*.csv)"
        )
        if path:
            self.export_csv(Path(path), part)

    # ---- memory, words, looks ------------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {"period": self.period.value, "desk": self.board.desk.save()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        found = [period for period in PeriodKind if period.value == state.get("period")]
        if found:
            self._buttons[found[0]].setChecked(True)
        self.board.desk.restore(state.get("desk"))
        self._read()

    @override
    def retranslate(self) -> None:
        for period, button in self._buttons.items():
            button.setText(period_text(period))
            button.setAccessibleName(
                self.tr("Zeitraum: {period}").format(period=period_text(period))
            )
            button.setToolTip(self.tr("Kennzahlen bis zum gezeigten Zeitpunkt"))
        self._buttons[PeriodKind.SHIFT].setToolTip(self.tr("Seit dem Beginn der Schicht"))
        self._copy.setText(self.tr("Kopieren"))
        self._copy.setToolTip(self.tr("Alle Kennzahlen als Text kopieren"))
        self._export.setText(self.tr("Exportieren"))
        self._export.setToolTip(self.tr("Kennzahlen oder Tabellen als CSV schreiben"))
        for button in (self._copy, self._export):
            button.setAccessibleName(button.toolTip())
        menu = self._export.menu()
        menu.clear()
        words = {
            Part.FIGURES: self.tr("Kennzahlen …"),
            Part.ACTORS: self.tr("Auffällige Alarme …"),
            Part.SLOTS: self.tr("Meldungen je 10 min …"),
        }
        for part, text in words.items():
            menu.addAction(text).triggered.connect(partial(self._ask_export, part))
        self.board.desk.retranslate()
        self._show_report()
        self._tell()

    @override
    def apply_theme(self) -> None:
        self._copy.setIcon(icon("mdi6.content-copy"))
        self._export.setIcon(icon("mdi6.download-outline"))
        for button in (self._copy, self._export):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _reading(
    journal: JournalReader, city: City, period: PeriodKind, at_us: int, _: Watch
) -> KpiReport:
    """Read on the worker's thread; what happened at the very moment belongs to the period."""
    return read_kpis(journal, city, period, at_us + 1)
