"""Reading plans beside the window: files, servers, and the programme to compare with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.portfolio.foreign_plans import ForeignPlan, ForeignPlanError
from app.services.portfolio.interchange.comparing import compare
from app.services.portfolio.interchange.files import read_plan
from app.services.ports.plan_servers import ForeignProject, OpenPlanServer
from widgets.background import Background
from widgets.inventory.panes import OpenReader


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a plan cannot be taken, a sentence, German."""

    reason: str


class PlanReading(QObject):
    """Does one thing at a time in a thread; what comes after it was stopped is not told.

    Args:
        open_reader: Returns a reader of the store.
        parent: Owner.

    Signals:
        read: A plan was read (`ForeignPlan`, name of its file).
        listed: The projects of a server (list of `ForeignProject`).
        compared: What a plan would do (`Comparison`).
        refused: Why not, a sentence, German.
        progressed: So much of so much is read (int, int).
        busy_changed: It began or ended.
        ended: It was closed, and its thread is gone.
    """

    read = Signal(object, str)
    listed = Signal(list)
    compared = Signal(object)
    refused = Signal(str)
    progressed = Signal(int, int)
    busy_changed = Signal()
    ended = Signal()

    def __init__(self, open_reader: OpenReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_reader = open_reader
        self._work = Background(self, "plan-import")
        self._stop = Event()
        self._number = 0
        self._running = 0
        self._is_leaving = False

    @property
    def is_busy(self) -> bool:
        """True while something is waited for."""
        return self._running > 0

    def read_file(self, path: Path) -> None:
        """Read a file."""
        self._ask(lambda _: read_plan(path), lambda plan: self.read.emit(plan, path.name))

    def list_projects(self, open_server: OpenPlanServer, address: str, key: str) -> None:
        """List the projects of a server."""
        self._ask(
            lambda _: list(open_server(address, key).projects()),
            self.listed.emit,
        )

    def read_server(
        self, open_server: OpenPlanServer, address: str, key: str, project: ForeignProject
    ) -> None:
        """Read the plan of a project of a server."""

        def work(stop: Event) -> ForeignPlan:
            def go_on(done: int, total: int) -> bool:
                self.progressed.emit(done, total)
                return not stop.is_set()

            return open_server(address, key).plan(project, go_on)

        self._ask(work, lambda plan: self.read.emit(plan, project.name))

    def compare(self, plan: ForeignPlan, project: str, file_name: str) -> None:
        """Compare a plan with the programme as it is now."""
        self._ask(
            lambda _: compare(self._open_reader(), plan, project, file_name), self.compared.emit
        )

    def stop(self) -> None:
        """Wait for nothing any more; what is read meanwhile is thrown away."""
        self._stop.set()
        self._number += 1

    def close(self) -> None:
        """End the thread as soon as it is free; the window does not wait for it."""
        self.stop()
        self._is_leaving = True
        if not self.is_busy:
            self._end()

    def _end(self) -> None:
        self._work.close()
        self.ended.emit()

    def _ask(self, work: Callable[[Event], object], take: Callable[[Any], object]) -> None:
        if self._is_leaving:
            return
        self._stop.set()
        self._number += 1
        self._running += 1
        stop, number = Event(), self._number
        self._stop = stop

        def guarded() -> object:
            try:
                return Refusal("") if stop.is_set() else work(stop)
            except ForeignPlanError as error:
                return Refusal(str(error))

        self._work.ask(
            self,
            guarded,
            lambda result: self._take(number, result, take),
            lambda reason: self._take(number, Refusal(reason), take),
        )
        self.busy_changed.emit()

    def _take(self, number: int, result: object, take: Callable[[Any], object]) -> None:
        self._running -= 1
        if self._is_leaving:
            if not self.is_busy:
                self._end()
            return
        self.busy_changed.emit()
        if number != self._number:
            return
        if isinstance(result, Refusal):
            self.refused.emit(result.reason)
        else:
            take(result)
