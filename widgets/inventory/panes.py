"""What all panes of the inventory have in common: readers, one selection, wishes, the moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader, Progress
from app.services.states import CityState
from widgets.views import View

OpenReader = Callable[[], InventoryReader]
"""Returns a reader of one's own, for a thread of one's own; to be closed."""


def _ignore(_: Commit | Exception) -> None:
    """Nobody asked what became of it; the console has told the person already."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that a person wants.

    Attributes:
        changeset: The change.
        done: Told in the window's thread what became of it: a `Commit`, or the error. A pane that
            shows errors itself (at the field) takes `RefusedError` and `ConflictError` here.
        is_told: True when the pane shows errors itself; else the console shows a notice.
        progress: Told (done, of how many) now and then, from the writer's thread; returns False to
            stop, then nothing is changed.
        is_heard: False once the pane that shows errors itself is gone; the console shows them then.
    """

    changeset: Changeset
    done: Callable[[Commit | Exception], None] = _ignore
    is_told: bool = False
    progress: Progress | None = None
    is_heard: Callable[[], bool] = _always


class InventoryPane(View):
    """A part of the inventory workspace.

    The console makes a pane when it is first seen. It calls `set_inventory` once before anything is
    shown, then `show_keys` when the selection changes (while the pane is out of sight, once it is
    seen again) and `show_commit` after each change of the inventory. `show_state` (see
    `View`) brings live values, and calls `show_moment` when the moment is another one (None for
    LIVE); a pane that overrides it calls the one of here first.

    Signals:
        keys_selected: Records the person selected here (list of Key).
        open_requested: A record is wanted in the card and in the table (Key).
        change_requested: A `Wish`.
        act_requested: The name of something to do with records, and the records (list of Key);
            names stand in `Acts`.
    """

    keys_selected = Signal(list)
    open_requested = Signal(object)
    change_requested = Signal(object)
    act_requested = Signal(str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_reader: OpenReader | None = None
        self.moment: int | None = None

    def set_inventory(self, open_reader: OpenReader) -> None:
        """Take where readers come from; read what is needed in threads of one's own."""
        self.open_reader = open_reader

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Follow the selection, without emitting anything."""

    def show_commit(self, commit: Commit) -> None:
        """Read again what a change touched."""

    def show_moment(self, at_us: int | None) -> None:
        """Show the inventory at a moment, µs UTC; None for the present."""
        self.moment = at_us

    @override
    def show_state(self, state: CityState) -> None:
        """Follow the moment of a state; panes with live values take them after this."""
        moment = None if state.is_live else state.at_us
        if moment != self.moment:
            self.show_moment(moment)


class Acts:
    """Names of what may be asked for with `act_requested`."""

    EDIT = "edit"
    NEW = "new"
    """A new record; the key names the kind, its uid is empty."""
    COPY_OF = "copy_of"
    BULK = "bulk"
    REMOVE = "remove"
    SHOW_MAP = "map"
    SHOW_TWIN = "twin"
    SHOW_TREND = "trend"
    PLACE_IN_TWIN = "place_in_twin"
    """A click in the twin says where the asset is."""
    SHOW_TABLE = "table"
    TRACE = "trace"
    IMPACT = "impact"
    TOPOLOGY = "topology"
    RACK = "rack"
    PLAN = "plan"
    SPLICES = "splices"
    SCHOOL = "school"
    HISTORY = "history"
    LABELS = "labels"
    EXPORT = "export"
    AUDIT = "audit"
    LEND = "lend"
    IMPORT = "import"
    GIVE_OUT = "give_out"
    """Projects are to be written as a plan, a calendar or a workbook."""
    BIND = "bind"
    """Live points are to be bound to the asset."""
    UNDO = "undo"
    REDO = "redo"
