"""What can be ordered for the selected alarms; dialogs ask for what an order needs."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.alarms import AlarmOrder, OrderKind
from widgets.alarms.comment import CommentDialog
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.reasons import Reasons, remove_reasons, shelve_reasons
from widgets.alarms.shelve_dialog import RemoveDialog, ShelveDialog


def is_possible(kind: OrderKind, entry: AlarmEntry) -> bool:
    """Tell whether an order would change something about an alarm."""
    state = entry.state
    mirror = state.mirror
    answers = {
        OrderKind.ACKNOWLEDGE: not state.is_acknowledged,
        OrderKind.UNACKNOWLEDGE: state.is_acknowledged
        and state.is_active
        and not state.is_hidden
        and mirror is None,
        OrderKind.SHELVE: state.shelf is None and state.out_of_service is None,
        OrderKind.UNSHELVE: state.shelf is not None,
        OrderKind.REMOVE: state.out_of_service is None,
        OrderKind.RESTORE: state.out_of_service is not None,
        OrderKind.RESET: state.is_latched
        and not state.is_active
        and (mirror is None or OrderKind.RESET in mirror.methods),
        OrderKind.CONFIRM: mirror is not None
        and not mirror.is_confirmed
        and OrderKind.CONFIRM in mirror.methods,
        OrderKind.COMMENT: True,
    }
    return answers[kind]


class AlarmOrders(QObject):
    """Turns what the person wants of the selected alarms into orders.

    Args:
        selected: Gives the selected alarms.
        why_not: Gives the reason why nothing can be ordered now; empty when it can.
        now: Gives the moment shown (µs UTC) and the time zone of the city.
        parent: The view, which carries the dialogs.

    Signals:
        ordered: An order without an actor (object: AlarmOrder).
        said: Why nothing was ordered, a whole sentence.
    """

    ordered = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        selected: Callable[[], list[AlarmEntry]],
        why_not: Callable[[], str],
        now: Callable[[], tuple[int, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._selected = selected
        self._why_not = why_not
        self._now = now
        self._parent = parent
        self._shelve_reasons = Reasons(shelve_reasons)
        self._remove_reasons = Reasons(remove_reasons)

    def subjects(self, kind: OrderKind) -> list[AlarmEntry]:
        """Return the selected alarms for which an order makes sense."""
        return [entry for entry in self._selected() if is_possible(kind, entry)]

    def can(self, kind: OrderKind) -> bool:
        """Tell whether an order can be given now."""
        return not self._why_not() and any(is_possible(kind, entry) for entry in self._selected())

    def order(self, kind: OrderKind) -> None:
        """Order something that needs no further words; say so when that cannot be."""
        if entries := self._ready(kind):
            self.ordered.emit(AlarmOrder(kind, tuple(entry.rule.id for entry in entries)))

    def ask(self, kind: OrderKind) -> QDialog | None:
        """Ask for what an order needs; what was selected then is what is ordered for."""
        entries = self._ready(kind)
        if not entries:
            return None
        dialog = self._dialog(kind, entries)
        dialog.given.connect(self.ordered)
        dialog.open()
        return dialog

    def _dialog(
        self, kind: OrderKind, entries: Sequence[AlarmEntry]
    ) -> ShelveDialog | RemoveDialog | CommentDialog:
        if kind is OrderKind.SHELVE:
            at_us, zone = self._now()
            return ShelveDialog(entries, at_us, zone, self._shelve_reasons, self._parent)
        if kind is OrderKind.REMOVE:
            return RemoveDialog(entries, self._remove_reasons, self._parent)
        return CommentDialog(entries, kind, self._parent)

    def _ready(self, kind: OrderKind) -> list[AlarmEntry]:
        reason = self._why_not()
        if reason:
            self.said.emit(reason)
            return []
        return self.subjects(kind)

    def save(self) -> dict[str, Any]:
        """Return the reasons given, to be remembered."""
        return {"shelve": self._shelve_reasons.save(), "remove": self._remove_reasons.save()}

    def restore(self, saved: object) -> None:
        """Take up what was remembered; nonsense is passed over."""
        if isinstance(saved, dict):
            self._shelve_reasons.restore(saved.get("shelve"))
            self._remove_reasons.restore(saved.get("remove"))
