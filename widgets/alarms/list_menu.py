"""The context menu of the list of alarms: what can be done with the selection."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.alarms import OrderKind
from widgets.alarms.list_desk import ListDesk


def make_menu(view: ListDesk, parent: QWidget) -> QMenu:
    """Return the context menu for what is selected in a list."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    _add_orders(menu, view)
    menu.addSeparator()
    _add_ways(menu, view)
    menu.addSeparator()
    rows = bool(view.table.selected_rows())
    _add(menu, QCoreApplication.translate("alarms", "Kopieren"), view.copy, "Ctrl+C", rows)
    _add(menu, QCoreApplication.translate("alarms", "Als CSV exportieren …"), view.ask_export)
    menu.addSeparator()
    menu.addMenu(view.table.make_column_menu(menu))
    urgency = QCoreApplication.translate("alarms", "Nach Dringlichkeit sortieren")
    _add(menu, urgency, view.sort_by_urgency)
    return menu


def _add_orders(menu: QMenu, view: ListDesk) -> None:
    orders = view.orders
    ask, order = orders.ask, orders.order
    words = QCoreApplication.translate
    always = (
        (words("alarms", "Quittieren"), OrderKind.ACKNOWLEDGE, order, "Space"),
        (words("alarms", "Quittieren mit Kommentar …"), OrderKind.ACKNOWLEDGE, ask, "Ctrl+Space"),
        (words("alarms", "Zurückstellen …"), OrderKind.SHELVE, ask, "Shift+Z"),
        (words("alarms", "Außer Betrieb nehmen …"), OrderKind.REMOVE, ask, ""),
        (words("alarms", "Kommentar …"), OrderKind.COMMENT, ask, ""),
    )
    where_possible = (
        (words("alarms", "Zurückstellung beenden"), OrderKind.UNSHELVE, order, "U"),
        (words("alarms", "Wieder in Betrieb nehmen"), OrderKind.RESTORE, order, ""),
        (words("alarms", "Zurücksetzen"), OrderKind.RESET, order, ""),
        (words("alarms", "Behebung bestätigen …"), OrderKind.CONFIRM, ask, ""),
        (words("alarms", "Quittierung zurücknehmen"), OrderKind.UNACKNOWLEDGE, order, ""),
    )
    for text, kind, act, key in always:
        _add(menu, text, partial(act, kind), key, orders.can(kind))
    for text, kind, act, key in where_possible:
        if orders.subjects(kind):
            _add(menu, text, partial(act, kind), key, orders.can(kind))


def _add_ways(menu: QMenu, view: ListDesk) -> None:
    """Add where one can go from an alarm."""
    words = QCoreApplication.translate
    is_one = bool(view.selected_alarm())
    points = bool(view.selected_points())
    _add(menu, words("alarms", "Warum?"), view.ask_why, "F3", is_one)
    _add(menu, words("alarms", "In Verläufe zeigen"), view.show_trend, "F6", points)
    _add(menu, words("alarms", "Auf der Karte zeigen"), view.show_map, "F4", points)
    _add(menu, words("alarms", "Im Zwilling zeigen"), view.show_twin, "F5", points)
    _add(
        menu,
        words("alarms", "Regel bearbeiten …"),
        view.ask_rule,
        is_enabled=is_one,
    )
    _add(
        menu,
        words("alarms", "Ins Schichtbuch eintragen …"),
        view.ask_log,
        is_enabled=is_one,
    )


def _add(
    menu: QMenu,
    text: str,
    act: Callable[[], object] | None,
    key: str = "",
    is_enabled: bool = True,  # noqa: FBT001, FBT002 -- the table above reads best in columns
) -> QAction:
    action = menu.addAction(text)
    if key:
        action.setShortcut(QKeySequence(key))
    action.setEnabled(is_enabled)
    if act is not None:
        action.triggered.connect(lambda _=False: act())
    return action
