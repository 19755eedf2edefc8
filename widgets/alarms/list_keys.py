"""Keys of the list of alarms: they work while it has the keyboard, and only then."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.alarms import OrderKind
from widgets.alarms.list_desk import ListDesk
from widgets.alarms.tabs import AlarmTab


def bind_keys(view: ListDesk, parent: QWidget) -> None:
    """Bind the keys of a list; none of them does anything elsewhere in the console."""
    none, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    acts: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
        (Qt.Key.Key_Space, none): view.acknowledge,
        (Qt.Key.Key_Space, ctrl): partial(view.orders.ask, OrderKind.ACKNOWLEDGE),
        (Qt.Key.Key_Z, shift): partial(view.orders.ask, OrderKind.SHELVE),
        (Qt.Key.Key_U, none): partial(view.orders.order, OrderKind.UNSHELVE),
        (Qt.Key.Key_F3, none): view.ask_why,
        (Qt.Key.Key_Left, none): partial(view.folding.fold, is_open=False),
        (Qt.Key.Key_Right, none): partial(view.folding.fold, is_open=True),
    }
    digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
    for tab, key in zip(AlarmTab, digits, strict=True):
        acts[key, none] = partial(view.go_to_tab, tab)
    view.table.bindings = {
        QKeyCombination(modifier, key): act for (key, modifier), act in acts.items()
    }
    find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), parent)
    find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    find.activated.connect(view.focus_filter)
