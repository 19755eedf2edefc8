"""The main window: top bar, notices, rail, pages, status line. It only arranges and passes on.

The frame is painted first, without any view; `populate` brings the views once a profile is read
and their modules are imported.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.console.moments import Shown, not_live_texts
from app.console.notices import NoticeStrip
from app.console.rail import Rail, WorkspaceSpec
from app.console.session import Session
from app.console.time_bus import TimeBus
from app.console.time_frames import FRAME
from app.console.time_strip import StripKind, TimeStrip
from app.console.top_bar import TopBar
from app.services.ports import Clock
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.placeholders import Placeholder
from widgets.texts import count as count_text
from widgets.theme import theme


class ConsoleWindow(QMainWindow):
    """The console's window.

    Signals:
        workspace_opened: Id of the workspace that is now in front.
        closing: The window is about to close; the session is to be kept.
    """

    workspace_opened = Signal(str)
    closing = Signal()

    def __init__(
        self, specs: Sequence[WorkspaceSpec], session: Session, clock: Clock, bus: TimeBus
    ) -> None:
        super().__init__()
        self._specs = {spec.id: spec for spec in specs}
        self._pages: dict[str, QWidget] = {}
        self._builders: dict[str, Callable[[], QWidget]] = {}
        self.workspace = session.workspace if session.workspace in self._specs else specs[0].id
        self.top_bar = TopBar(bus)
        self.notices = NoticeStrip(clock)
        self.rail = Rail(specs)
        self.rail.workspace_requested.connect(self.open_workspace)
        self._stack = QStackedWidget()
        self._loading = Placeholder()
        self._stack.addWidget(self._loading)
        self._frame = _Frame()
        self.time_strip = TimeStrip()
        self.time_strip.hide()
        self._is_live = True
        self.status = StatusLine()
        self._arrange()
        self.rail.show_current(self.workspace)
        self._loading.show_loading()
        self.resize(1440, 900)
        if session.geometry:
            self.restoreGeometry(QByteArray.fromBase64(session.geometry.encode("ascii")))
        self.retranslate()

    def _arrange(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.time_strip)
        column.addWidget(self.notices)
        column.addWidget(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self._frame)

    # --- pages ----------------------------------------------------------------------------

    def populate(self, builders: dict[str, Callable[[], QWidget]]) -> None:
        """Take the builders of the pages by workspace, and open the current one."""
        self._builders = builders
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self.open_workspace(self.workspace)

    def open_workspace(self, workspace: str) -> None:
        """Bring a workspace to the front; its page is built when it is first wanted."""
        self.workspace = workspace
        self.rail.show_current(workspace)
        if workspace not in self._pages and workspace in self._builders:
            page = self._builders[workspace]()
            self._pages[workspace] = page
            self._stack.addWidget(page)
        if workspace in self._pages:
            self._stack.setCurrentWidget(self._pages[workspace])
        self._title()
        self.workspace_opened.emit(workspace)

    def rebuild_page(self) -> None:
        """Throw the open workspace's page away and build it as if for the first time."""
        page = self._pages.pop(self.workspace, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self.open_workspace(self.workspace)

    @property
    def pages(self) -> dict[str, QWidget]:
        """The pages built so far, by workspace."""
        return self._pages

    def say_offline(self, sentence: str) -> None:
        """Show in place of all pages why there are none."""
        self._loading.show_message("mdi6.alert-outline", on_screen(sentence))
        self._stack.setCurrentWidget(self._loading)

    # --- state ----------------------------------------------------------------------------

    def show_live_state(self, state: CityState) -> None:
        """Show what the frame shows of the present, whatever time the pages show."""
        self.top_bar.lamps.show_sources(state.sources)
        self.top_bar.time_bar.show_now(state.at_us)
        self.status.show_rate(sum(health.sample_rate for health in state.sources.values()))

    def show_time(self, shown: Shown) -> None:
        """Say which time the pages show: by a frame round everything, and in words."""
        self.time_strip.say(StripKind.PAST, not_live_texts(shown))
        if shown.is_live == self._is_live:
            return
        self._is_live = shown.is_live
        self._frame.show_live(is_live=shown.is_live)
        self.time_strip.setVisible(not shown.is_live)
        self.top_bar.show_live(is_live=shown.is_live)
        self._title()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.top_bar.retranslate()
        self.notices.retranslate()
        self.rail.retranslate()
        self.status.retranslate()
        self._title()

    def _title(self) -> None:
        title = f"{self._specs[self.workspace].title_text()} – Leitstand"
        self.setWindowTitle(title if self._is_live else f"{self.tr('NICHT LIVE')} – {title}")

    def session_state(self, session: Session) -> Session:
        """Return a session with the window's own part renewed."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        return replace(session, workspace=self.workspace, geometry=geometry)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class _Frame(QWidget):
    """Draws the coloured frame round everything while the console is not LIVE."""

    def __init__(self) -> None:
        super().__init__()
        self._is_live = True
        theme().changed.connect(self.update)

    def show_live(self, *, is_live: bool) -> None:
        """Draw the frame, or take it away."""
        if is_live == self._is_live:
            return
        self._is_live = is_live
        width = 0 if is_live else FRAME
        self.setContentsMargins(width, width, width, width)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_live:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().tokens.not_live)
        painter.fillRect(
            self.rect().adjusted(FRAME, FRAME, -FRAME, -FRAME), theme().tokens.background
        )
        painter.end()


class StatusLine(QWidget):
    """The line at the bottom: what is simulated, what is going on, who is here."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(16)
        self._simulated = QLabel()
        self._work = QLabel()
        self._rate = QLabel()
        self._person = QLabel()
        for label in (self._simulated, self._work, self._rate, self._person):
            label.setObjectName("muted")
        row.addWidget(self._simulated)
        row.addWidget(self._work)
        row.addStretch(1)
        row.addWidget(self._rate)
        row.addWidget(self._person)
        self._is_simulated = False
        self._progress = (0, 0)
        self.person = ""

    def show_simulated(self, *, is_simulated: bool) -> None:
        """Say whether what is shown comes from a simulated city."""
        self._is_simulated = is_simulated
        self.retranslate()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of the simulated past is written; nothing once it is whole."""
        self._progress = (done, total)
        self.retranslate()

    def show_rate(self, samples_per_s: float) -> None:
        """Show how many samples come in."""
        self._rate.setText(self.tr("{0} Messwerte/s").format(count_text(round(samples_per_s))))

    def retranslate(self) -> None:
        """Set all texts again."""
        self._simulated.setText(
            self.tr("Simulierte Stadt: keine echten Messwerte") if self._is_simulated else ""
        )
        self._simulated.setVisible(self._is_simulated)
        done, total = self._progress
        text = self.tr("Geschichte wird angelegt: Tag {0} von {1}").format(done, total)
        self._work.setText(text if done < total else "")
        self._person.setText(self.person)
        self._person.setAlignment(Qt.AlignmentFlag.AlignRight)
