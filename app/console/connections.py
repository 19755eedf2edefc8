"""What a person asks for in the workspace Anbindung: carried to the collector and the profile."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.points import Point, SourceId
from widgets.connections.view import ConnectionsView

if TYPE_CHECKING:
    from app.console.console import Console


class ConnectionsController(QObject):
    """Joins the view to the collector; every outcome goes back beside its control.

    New points are written into the overlay first, then the collector reads the profile again, and
    then the console does: so a point is shown only when it is really there.
    """

    def __init__(self, view: ConnectionsView, console: "Console") -> None:
        super().__init__(view)
        self._view = view
        self._console = console
        self._client = console.surroundings.client
        self._await = console.answers.await_answer
        view.retry_requested.connect(self.retry)
        view.trust_requested.connect(self.trust)
        view.raw_messages_requested.connect(self.fetch_messages)
        view.browse_requested.connect(self.browse)
        view.points_requested.connect(self.add_points)
        view.reload_requested.connect(self.reload)
        overlay = console.surroundings.overlay
        view.set_overlay_place("" if overlay is None else str(overlay))

    # --- one source -------------------------------------------------------------------------
    def retry(self, source: str) -> None:
        """Let the collector connect now."""
        future = self._client.retry(SourceId(source))
        show = partial(self._view.show_retried, source)
        self._await(future, lambda _: show(), show)

    def trust(self, source: str, fingerprint: str) -> None:
        """Trust a certificate that a person compared."""
        future = self._client.trust(SourceId(source), fingerprint)
        show = partial(self._view.show_trusted, source)
        self._await(future, lambda _: show(), show)

    def fetch_messages(self, source: str) -> None:
        """Fetch the newest raw messages."""
        self._await(
            self._client.raw_messages(SourceId(source)),
            partial(self._view.show_raw_messages, source),
            partial(self._view.show_messages_failure, source),
        )

    def browse(self, source: str, address: str) -> None:
        """Fetch what lies below an address."""
        self._await(
            self._client.browse(SourceId(source), address),
            partial(self._view.show_nodes, source, address),
            partial(self._view.show_browse_failure, source, address),
        )

    # --- the profile ------------------------------------------------------------------------
    def add_points(self, points: Sequence[Point]) -> None:
        """Write points into the profile's overlay, and let everybody read it again."""
        write = partial(self._console.surroundings.add_points, list(points))
        ids = [str(point.id) for point in points]
        self._await(
            in_thread(write), lambda _: self._reload_after(ids), self._view.show_save_failure
        )

    def _reload_after(self, ids: list[str]) -> None:
        """The points are in the file: whatever comes now, they need not be saved again."""
        self._await(
            self._client.reload_profile(),
            partial(self._take_reloaded, ids),
            partial(self._take_unreachable, ids),
        )

    def _take_reloaded(self, ids: list[str], problems: list[str]) -> None:
        remark = ""
        if problems:
            self._console.say_problems(problems)
            remark = QCoreApplication.translate(
                "connections",
                "Die Punkte stehen in der Datei, aber das Profil wurde nicht übernommen: {0}",
            ).format(problems[0])
        self._view.show_saved(ids, remark)
        self._console.reload_city()

    def _take_unreachable(self, ids: list[str], sentence: str) -> None:
        remark = QCoreApplication.translate(
            "connections",
            "Die Punkte stehen in der Datei; die Erfassung liest sie, sobald sie wieder da ist. "
            "{0}",
        )
        self._view.show_saved(ids, remark.format(sentence))
        self._console.reload_city()

    def reload(self) -> None:
        """Let the collector, then the console, read the profile again."""
        self._await(self._client.reload_profile(), self._after_reload)

    def _after_reload(self, problems: list[str]) -> None:
        if problems:
            self._console.say_problems(problems)
        else:
            self._console.reload_city()


def in_thread(work: Callable[[], Any]) -> "Future[Any]":
    """Do work that waits for the disk in a thread of its own; its outcome is in the future."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 -- whatever went wrong is the outcome
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name="overlay", daemon=True).start()
    return future
