"""Checking formulas while they are written: when, and what stands below each row."""

from collections.abc import Callable, Mapping, Sequence
from threading import Thread
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.points import Point, PointId
from app.services.derived.formulas import FormulaSeries, Plan, plan
from app.services.formulas import FormulaDefinition, are_units_loaded, load_units
from widgets.foreign_texts import on_screen
from widgets.texts import language
from widgets.trends.formulas.naming import names_in
from widgets.trends.formulas.row import FormulaRow

PAUSE_MS: Final = 300
"""After the last key, until formulas are checked."""

_LOAD_MS: Final = 50
_WRONG: Final = "mdi6.alert-circle-outline"
_NOTICE: Final = "mdi6.information-outline"


class FormulaChecks:
    """Checks the formulas of a panel and says in their rows what is wrong.

    Args:
        panel: The panel; while nobody sees it nothing is checked.
        rows: Returns its rows.

    Attributes:
        plan: What became of the formulas as they are written, applied or not.
    """

    def __init__(self, panel: QWidget, rows: Callable[[], Sequence[FormulaRow]]) -> None:
        self._panel = panel
        self._rows = rows
        self._points: Mapping[PointId, Point] = {}
        self._zone = ZoneInfo("UTC")
        self._failures: dict[PointId, str] = {}
        self._notices: dict[PointId, str] = {}
        self._checked: dict[PointId, FormulaDefinition] = {}
        self._loader: Thread | None = None
        self._timer = QTimer(panel)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)
        self.plan: Plan[FormulaSeries] = Plan()

    def set_points(self, points: Mapping[PointId, Point], zone: ZoneInfo) -> None:
        """Take the points that can be used, and the zone whose calendar counts."""
        self._points, self._zone = points, zone
        self.check_soon(0)

    def set_failures(self, failures: Mapping[PointId, str]) -> None:
        """Take what kept formulas from being computed."""
        if failures != self._failures:
            self._failures = dict(failures)
            self.show()

    def set_notices(self, notices: Mapping[PointId, str]) -> None:
        """Take what should be known of results."""
        wanted = {name: text for name, text in notices.items() if text}
        if wanted != self._notices:
            self._notices = wanted
            self.show()

    def load(self) -> None:
        """Load the units aside: half a second of imports must not stop the window."""
        if self._loader is None and not are_units_loaded():
            self._loader = Thread(target=load_units, name="formula units", daemon=True)
            self._loader.start()

    def check_soon(self, pause_ms: int) -> None:
        """Check after a pause; what nobody sees is checked when it is shown."""
        if self._panel.isVisible():
            self._timer.start(pause_ms)

    def rest(self) -> None:
        """Check nothing any more until asked."""
        self._timer.stop()

    def check(self) -> None:
        """Check all formulas as they are written now, and show what is wrong."""
        rows = self._rows()
        if not rows:
            self.plan = Plan()
            return
        if not are_units_loaded():
            self.load()
            self.check_soon(_LOAD_MS)
            return
        drafts = [row.draft() for row in rows]
        self.plan = plan(drafts, self._points, self._zone)
        self._checked = {draft.id: draft for draft in drafts}
        for row in rows:
            point = self.plan.points.get(row.definition.id)
            row.show_unit(point.unit.symbol if point else "")
            row.editor.setToolTip(names_in(row.editor.text, self._points, language()))
        self.show()

    def show(self) -> None:
        """Show in each row what is to be said of it."""
        for row in self._rows():
            name = row.definition.id
            if self._checked.get(name) != row.draft():
                continue  # what is said of it belongs to another text
            if error := self.plan.errors.get(name):
                row.show_remark(_WRONG, on_screen(error.sentence), (error.start, error.end))
            elif name in self._failures and not row.is_dirty:
                row.show_remark(_WRONG, on_screen(self._failures[name]))
            elif name in self._notices and not row.is_dirty:
                row.show_remark(_NOTICE, on_screen(self._notices[name]))
            else:
                row.show_remark("", "")
