"""The docks of the page of projects: what stands where, and where its view is."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.console.page import AREA_BOTTOM, AREA_RIGHT
from app.console.promises import DockSpec

_ROOM: Final = "widgets.portfolio"
_HEAT: Final = "heat"


def _middle(name: str, title: object, view: str) -> DockSpec:
    """Return a dock that shares the middle of the page with the list of projects."""
    return DockSpec(name, str(title), f"{_ROOM}.{name}", view, beside=_HEAT)


DOCKS: Final = (
    DockSpec(_HEAT, str(QT_TRANSLATE_NOOP("pages", "Übersicht")), f"{_ROOM}.heat", "HeatPane"),
    _middle("gantt", QT_TRANSLATE_NOOP("pages", "Terminplan"), "GanttPane"),
    _middle("boards", QT_TRANSLATE_NOOP("pages", "Tafel"), "BoardPane"),
    _middle("calendar", QT_TRANSLATE_NOOP("pages", "Kalender"), "CalendarPane"),
    _middle("load", QT_TRANSLATE_NOOP("pages", "Auslastung"), "LoadPane"),
    _middle("budget", QT_TRANSLATE_NOOP("pages", "Budget"), "BudgetPane"),
    _middle("risks", QT_TRANSLATE_NOOP("pages", "Risiken"), "RiskPane"),
    _middle("kpis", QT_TRANSLATE_NOOP("pages", "Evaluation"), "KpiPane"),
    _middle("decisions", QT_TRANSLATE_NOOP("pages", "Entscheidungen"), "DecisionPane"),
    _middle("due", QT_TRANSLATE_NOOP("pages", "Meine Aufgaben"), "DuePane"),
    _middle("reports", QT_TRANSLATE_NOOP("pages", "Berichte"), "ReportsPane"),
    DockSpec(
        "project", str(QT_TRANSLATE_NOOP("pages", "Projekt")), f"{_ROOM}.project", "ProjectPane",
        AREA_RIGHT,
    ),
    DockSpec(
        "evidence", str(QT_TRANSLATE_NOOP("pages", "Nachweis")), f"{_ROOM}.evidence.pane",
        "EvidencePane", AREA_BOTTOM, beside="project",
    ),
)  # fmt: skip
"""In the order in which they are docked."""
