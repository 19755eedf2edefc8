"""The docks of the inventory's page: what stands where, and where its view is."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.console.page import AREA_BOTTOM, AREA_LEFT, AREA_RIGHT
from app.console.promises import DockSpec

_ROOM: Final = "widgets.inventory"
_TABLE: Final = "table"
_IMPACT: Final = "impact"


def _middle(name: str, title: object, module: str, view: str, *, live: bool = False) -> DockSpec:
    """Return a dock that shares the middle of the page with the table."""
    place = f"{_ROOM}.{module}"
    return DockSpec(name, str(title), place, view, beside=_TABLE, is_live_only=live)


def _below(name: str, title: object, view: str) -> DockSpec:
    """Return a dock that shares the place below the table."""
    return DockSpec(name, str(title), f"{_ROOM}.networks.{name}", view, beside=_IMPACT)


DOCKS: Final = (
    DockSpec(
        _TABLE, str(QT_TRANSLATE_NOOP("pages", "Tabelle")), f"{_ROOM}.table", "InventoryTable"
    ),
    _middle("map", QT_TRANSLATE_NOOP("pages", "Karte"), "maps", "InventoryMap"),
    _middle("topology", QT_TRANSLATE_NOOP("pages", "Netz"), "networks.topology", "TopologyPane"),
    _middle("plan", QT_TRANSLATE_NOOP("pages", "Grundriss"), "rooms.plans", "PlanPane"),
    _middle("racks", QT_TRANSLATE_NOOP("pages", "Schränke"), "rooms.racks", "RackPane"),
    _middle("schools", QT_TRANSLATE_NOOP("pages", "Schulen"), "schools", "SchoolsPane"),
    _middle("lending", QT_TRANSLATE_NOOP("pages", "Ausleihe"), "lending", "LendingPane"),
    _middle("audits", QT_TRANSLATE_NOOP("pages", "Inventur"), "audits", "AuditPane", live=True),
    _middle(
        "bindings", QT_TRANSLATE_NOOP("pages", "Zuordnung"), "binding", "BindingsPane", live=True
    ),
    _middle(
        "findings", QT_TRANSLATE_NOOP("pages", "Befunde"), "findings", "FindingsPane", live=True
    ),
    _middle(
        "changes", QT_TRANSLATE_NOOP("pages", "Änderungen"), "changes.view", "ChangesPane",
        live=True,
    ),
    DockSpec(
        "tree", str(QT_TRANSLATE_NOOP("pages", "Gliederung")), f"{_ROOM}.tree", "InventoryTree",
        AREA_LEFT,
    ),
    DockSpec(
        "card", str(QT_TRANSLATE_NOOP("pages", "Steckbrief")), f"{_ROOM}.card", "InventoryCard",
        AREA_RIGHT,
    ),
    DockSpec(
        _IMPACT, str(QT_TRANSLATE_NOOP("pages", "Auswirkung")), f"{_ROOM}.networks.impact",
        "ImpactPane", AREA_BOTTOM, beside=_TABLE,
    ),
    _below("trace", QT_TRANSLATE_NOOP("pages", "Weg"), "TracePane"),
    _below("splices", QT_TRANSLATE_NOOP("pages", "Spleißplan"), "SplicePane"),
)  # fmt: skip
"""In the order in which they are docked; of those seen together, the first is made first."""
