"""What notes and the logbook have in common: changes that can be taken back, dialogs, the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.annotations import shared_location
from app.domain.cities import City
from app.domain.points import Location, PointId
from app.services.ports import Clock

if TYPE_CHECKING:
    from widgets.records.dialog import RecordDialog
    from widgets.records.view import RecordsView

FIRST_US: Final = -(1 << 62)
LAST_US: Final = 1 << 62
"""All times there are."""

_STEPS: Final = 100
"""Changes that can be taken back."""

R = TypeVar("R")
Kept_contra = TypeVar("Kept_contra", contravariant=True)


class RecordKeeper(Protocol[Kept_contra]):
    """Where records of one kind are kept."""

    def put(self, record: Kept_contra, /) -> None:
        """Add a record, or replace the one of the same id."""
        ...

    def remove(self, record_id: str, /) -> None:
        """Take a record away."""
        ...


@dataclass(frozen=True, slots=True)
class Step(Generic[R]):
    """A change that can be taken back.

    Attributes:
        sentence: What was done.
        before: The records as they were; None where there was none.
        is_removal: True when records are gone, which the list offers to take back.
    """

    sentence: str
    before: tuple[tuple[str, R | None], ...]
    is_removal: bool = False


class RecordController(QObject, Generic[R]):
    """Keeps records for the person at the console, and takes changes back.

    Args:
        keeper: Where the records are kept.
        clock: Says when one is written.
        actor: Who writes.
        window: Dialogs stand before it.
        parent: Owner.

    Signals:
        changed: Records came, went or changed.
        said: A sentence on what was done (str).
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        keeper: RecordKeeper[R],
        clock: Clock,
        actor: str,
        window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._clock, self._actor, self._window = clock, actor, window
        self._city: City | None = None
        self._steps: list[Step[R]] = []
        self._open: dict[str, RecordDialog[Any]] = {}

    def set_city(self, city: City) -> None:
        """Take a profile; its points and rules name what records are about."""
        self._city = city

    def about(self, point_ids: Sequence[str]) -> tuple[tuple[PointId, ...], Location | None]:
        """Return points, each once, and the place they have in common."""
        points = tuple(PointId(point) for point in dict.fromkeys(point_ids))
        every = () if self._city is None else self._city.points
        return points, shared_location(point for point in every if point.id in points)

    def records(self) -> list[R]:
        """Return all records there are."""
        raise NotImplementedError

    def find(self, record_id: str) -> R | None:
        """Return one record, None when there is none."""
        raise NotImplementedError

    @property
    def removal(self) -> str:
        """What the last change removed, as a sentence; empty when it removed nothing."""
        last = self._steps[-1] if self._steps else None
        return last.sentence if last is not None and last.is_removal else ""

    def join_list(self, view: "RecordsView[Any]") -> None:
        """Keep a list up to date, and do what all lists ask for."""
        view.edit_requested.connect(self.open)
        view.remove_requested.connect(self.remove)
        view.undo_requested.connect(self.undo)
        _Supply(self, view)

    def open(self, record_id: str) -> "RecordDialog[Any] | None":
        """Show a record to read, change or remove it."""
        raise NotImplementedError

    def save(self, record: R) -> None:
        """Keep a record, new or edited."""
        raise NotImplementedError

    def remove(self, record_ids: Sequence[str]) -> None:
        """Take records away."""
        found = [(name, self.find(name)) for name in record_ids]
        gone = tuple((name, record) for name, record in found if record is not None)
        for name, _ in gone:
            self._keeper.remove(name)
        if gone:
            self.take(Step(self.removal_text(len(gone)), gone, is_removal=True))

    def removal_text(self, n: int) -> str:
        """Say how many records were taken away."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take the last change back."""
        if not self._steps:
            self.said.emit(self.tr("Es gibt nichts rückgängig zu machen."))
            return
        for name, before in self._steps.pop().before:
            if before is None:
                self._keeper.remove(name)
            else:
                self._keeper.put(before)
        self.changed.emit()

    def take(self, step: Step[R]) -> None:
        """Remember a change, and tell of it."""
        self._steps = [*self._steps, step][-_STEPS:]
        self.changed.emit()
        self.said.emit(step.sentence)

    def show_dialog(
        self, record_id: str, make: "Callable[[], RecordDialog[Any]]"
    ) -> "RecordDialog[Any]":
        """Show the dialog of a record; each has one at most."""
        if (known := self._open.get(record_id)) is not None:
            known.raise_()
            known.activateWindow()
            return known
        dialog = make()
        dialog.save_requested.connect(self.save)
        dialog.remove_requested.connect(lambda name: self.remove([name]))
        dialog.finished.connect(lambda _: self._open.pop(record_id).deleteLater())
        self._open[record_id] = dialog
        dialog.show()
        return dialog


class _Supply(QObject):
    """Gives a list the records there are, as long as the list lives."""

    def __init__(self, controller: RecordController[Any], view: "RecordsView[Any]") -> None:
        super().__init__(view)
        self._controller = controller
        self._view = view
        controller.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show what there is now."""
        self._view.show_records(self._controller.records())
        self._view.show_undo(self._controller.removal)
