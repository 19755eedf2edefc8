"""A console that shows a capsule: no collector, no present, nothing that could be changed.

Composed by `app.verbs.replay`; `ReplayKeeper` holds a console that was built like any other within
the capsule's span and says on every window what it is.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.console.console import Console
from app.console.notices import NoticeLevel
from app.domain.alarms import AlarmOrder
from app.domain.capsules import CapsuleContent
from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.domain.points import SourceId
from app.domain.samples import PointStates, SampleBatch
from app.domain.sources import BrowseNode, DeviceIdentity, RawMessage
from app.link.client import Connected, Event, LinkClient
from app.link.messages import AlarmsChanged, Layout
from app.services.ports import ConnectorError
from app.services.states import CityState
from widgets.capsules.banner import ModeBanner
from widgets.capsules.wording import made_text, span_text

if TYPE_CHECKING:
    from widgets.capsules.about import AboutCapsuleDialog

_NO_PRESENT: Final = "capsule-end"
BANNER_PLACE: Final = 1
"""Below the top bar, which nothing ever covers, and above everything else."""


class ReplayClock:
    """Fulfils `ports.Clock`: the present of a capsule is its end; stop watches run on.

    Args:
        end_us: End of the capsule's span, µs UTC.
    """

    def __init__(self, end_us: int) -> None:
        self._end_us = end_us

    def now_us(self) -> int:
        """Return the end of the capsule."""
        return self._end_us

    def monotonic(self) -> float:
        """Return seconds of a clock that never jumps."""
        return time.monotonic()


class QuietLink(LinkClient):
    """A link behind which there is no collector: it refuses whatever would change something.

    Args:
        refusal: Why, and what to do instead; a whole sentence.
    """

    def __init__(self, refusal: str) -> None:
        super().__init__(Path())
        self._refusal = refusal
        self._said: list[Event] = []

    def say(self, event: Event) -> None:
        """Let the console hear something with its next question."""
        self._said.append(event)

    def appear(self, city: City) -> None:
        """Be there, so that nobody waits for a collector."""
        self.say(Connected())
        self.say(Layout("capsule", "", 0, "", 0, [point.id for point in city.points]))
        self.say(AlarmsChanged({}, is_whole=True))

    @override
    def start(self) -> None:
        pass

    @override
    def close(self) -> None:
        pass

    @property
    @override
    def is_connected(self) -> bool:
        return True

    @override
    def poll(self) -> list[Event]:
        said, self._said = self._said, []
        return said

    @override
    def drain(self) -> SampleBatch | None:
        return None

    @override
    def table(self) -> PointStates | None:
        return None

    @override
    def operate(self, order: AlarmOrder) -> "Future[None]":
        return self.refused()

    @override
    def publish(
        self, kind: DocumentKind, text: str, actor: str, why: str, base: int | None = None
    ) -> "Future[list[str]]":
        return self.refused()

    @override
    def browse(self, source: SourceId, address: str) -> "Future[list[BrowseNode]]":
        return self.refused()

    @override
    def identify(self, source: SourceId, agent: str) -> "Future[DeviceIdentity]":
        return self.refused()

    @override
    def raw_messages(self, source: SourceId) -> "Future[list[RawMessage]]":
        return self.refused()

    @override
    def trust(self, source: SourceId, fingerprint: str) -> "Future[None]":
        return self.refused()

    @override
    def retry(self, source: SourceId) -> "Future[None]":
        return self.refused()

    @override
    def reload_profile(self) -> "Future[list[str]]":
        return self.refused()

    @override
    def test_message(self, receiver: str) -> "Future[None]":
        return self.refused()

    def refused(self, reason: str = "") -> "Future[Any]":
        """Return an answer that says no."""
        future: Future[Any] = Future()
        future.set_exception(ConnectorError(reason or self._refusal))
        return future


class ReplayLink(QuietLink):
    """The link of a replayed capsule: the alarm strip follows the moment that is shown."""

    def __init__(self) -> None:
        super().__init__(read_only_text())

    def follow(self, state: CityState) -> None:
        """Let the alarms of a moment of the past be those of the strip.

        The sources are not told: without them nothing rings (`AlarmBell`).
        """
        if not state.is_live:
            self.say(AlarmsChanged(dict(state.alarms), is_whole=True))


def read_only_text() -> str:
    """Say why nothing can be changed in a capsule."""
    return QCoreApplication.translate(
        "capsules",
        "Eine Vorfallkapsel lässt sich nur ansehen. Was Sie ändern möchten, ändern Sie bitte in "
        "der laufenden Konsole.",
    )


def note_refusal(console: Callable[[], Console | None]) -> Callable[[], None]:
    """Return what a store of notes calls instead of changing one.

    The sentence takes the place of the one that a change was made, which is said right after it.
    """

    def refuse() -> None:
        if (there := console()) is not None:
            QTimer.singleShot(
                0, there, lambda: there.say("annotations", NoticeLevel.WARNING, read_only_text())
            )

    return refuse


class WindowMark(QObject):
    """Writes a word before the title of the console's window, whatever the title becomes."""

    def __init__(self, console: Console, word: str) -> None:
        super().__init__(console)
        self._window = console.window
        self._word = f"{word} – "
        self._window.windowTitleChanged.connect(self._mark)
        self._mark(self._window.windowTitle())

    def _mark(self, title: str) -> None:
        if not title.startswith(self._word):
            self._window.setWindowTitle(self._word + title)


def put_banner(console: Console, banner: ModeBanner) -> None:
    """Put a banner below the top bar of the console's window."""
    middle = console.window.centralWidget()
    layout = None if middle is None else middle.layout()
    if isinstance(layout, QVBoxLayout):
        layout.insertWidget(BANNER_PLACE, banner)


class ReplayKeeper(QObject):
    """Keeps a console within a capsule.

    Args:
        console: The console, not started yet.
        link: Its link.
        content: The capsule.
        warnings: What a person must know before trusting it.
        selection: Points that were selected when it was made.
        moment_us: What is shown first, µs UTC; None for the begin of the incident.
    """

    def __init__(
        self,
        console: Console,
        link: ReplayLink,
        content: CapsuleContent,
        warnings: tuple[str, ...] = (),
        *,
        selection: list[str] | None = None,
        moment_us: int | None = None,
    ) -> None:
        super().__init__(console)
        header = content.header
        self._console = console
        self._content = content
        self._header = header
        self.about_dialog: AboutCapsuleDialog | None = None
        self._warnings = warnings
        self._selection = selection or []
        self._moment_us = header.start_us if moment_us is None else moment_us
        self._last_us, self._was_playing = self._moment_us, False
        begin = self.tr("Zum Beginn des Vorfalls")
        words = self.tr("„{0}“ · {1} · {2} · gesichert von {3}")
        sentence = words.format(
            header.title, header.city_name, span_text(header), made_text(header)
        )
        self.banner = ModeBanner(
            "mdi6.archive-eye-outline",
            self.tr("NICHT LIVE · Vorfallkapsel – nur lesen"),
            sentence,
            [("begin", begin), ("about", self.tr("Über die Kapsel …"))],
        )
        self.banner.sentence.setToolTip("\n".join(t for t in (sentence, header.why) if t))
        self.banner.pressed.connect(self._act)
        put_banner(console, self.banner)
        WindowMark(console, self.tr("Vorfallkapsel"))
        console.window.status.person = self.tr("Vorfallkapsel, nur lesen")
        console.window.retranslate()
        console.feed.state_ready.connect(link.follow)
        console.time_bus.changed.connect(self._stay_inside)
        console.populated.connect(self._settle)

    def _act(self, button: str) -> None:
        if button == "begin":
            self._console.time_bus.pin(self._header.start_us)
            return
        from widgets.capsules.about import AboutCapsuleDialog  # noqa: PLC0415 - seldom wanted

        if self.about_dialog is None:
            self.about_dialog = AboutCapsuleDialog(
                self._content, self._warnings, self._console.window
            )
        self.about_dialog.show()
        self.about_dialog.raise_()

    def _settle(self) -> None:
        """Show the begin of the incident once the city is read."""
        console, header = self._console, self._header
        top = console.window.top_bar
        top.lamps.hide()  # A capsule has no connections; the past of them is in „Anbindung“.
        top.alarms_are_live.setText(self.tr("Alarme zu dieser Zeit:"))
        top.alarms_are_live.setToolTip(
            self.tr("Die Alarme zu dem Zeitpunkt, der gezeigt wird; eine Kapsel hat keine anderen.")
        )
        top.time_bar.line.live_requested.disconnect()
        top.time_bar.line.live_requested.connect(lambda: console.time_bus.pin(header.until_us))
        top.time_bar.line.set_span(max(header.until_us - header.from_us, 1))
        console.time_bus.set_beginning(header.from_us)
        console.time_bus.pin(self._moment_us)
        console.window.time_strip.hide()  # It names a way to the present; the banner says it all.
        console.zeitzeiger.idle.close()
        if self._selection:
            console.selection.select(self._selection)
        for place, text in enumerate(self._warnings):
            console.say(f"capsule-{place}", NoticeLevel.WARNING, text)

    def _stay_inside(self) -> None:
        """Whoever wants the present stays where they are: a capsule has none.

        What is played or stepped past its end stops there.
        """
        bus = self._console.time_bus
        if not bus.is_live:
            self._last_us, self._was_playing = bus.pinned_us or self._last_us, bus.rate > 0
            return
        if self._console.city is None:
            return
        end_us = self._header.until_us
        is_at_end = self._was_playing or self._last_us + bus.step_us >= end_us
        bus.pin(end_us if is_at_end else self._last_us)
        self._console.window.time_strip.hide()
        if not is_at_end:
            text = self.tr(
                "Eine Vorfallkapsel hat keine Gegenwart. Die laufende Stadt zeigt die Konsole, "
                "aus der die Kapsel geöffnet wurde."
            )
            self._console.say(_NO_PRESENT, NoticeLevel.INFORMATION, text)
