"""`app replay FILE`: a console on an incident capsule, to look at it or as a drill.

No collector, no data folder: the console reads the capsule's content from memory, and nothing of
what a person does is written anywhere, except what they export.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtWidgets import QApplication

from app.collector.judging import AlarmJudge
from app.console.capsules_replay import (
    ReplayClock,
    ReplayKeeper,
    ReplayLink,
    note_refusal,
    read_only_text,
)
from app.console.console import Console
from app.console.drills import Drill
from app.console.drills_link import DrillClock, DrillLink, Judge
from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.domain.alarms import AlarmId, AlarmState, MaintenanceWindow
from app.domain.capsules import CapsuleContent
from app.domain.documents import DocumentKind
from app.domain.points import point_key
from app.domain.samples import SampleBatch
from app.services.capsules import (
    CapsuleAnnotations,
    CapsuleError,
    CapsuleHistory,
    CapsuleJournal,
    CapsuleLogbook,
    MemorySettings,
    MemorySheets,
    OpenedCapsule,
)
from app.services.columns import city_keys
from app.services.rulesets import RulesetError, read_windows
from app.storage.capsules import CapsuleFolder
from app.verbs.composition import (
    actor,
    ending_by_signal,
    make_application,
    settle_memory,
    translate,
)
from app.verbs.mishaps import caught
from app.verbs.moments import read_moment
from app.verbs.replay_maps import with_local_map

_RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Replay:
    """A console on a capsule.

    Attributes:
        app: Qt's application.
        console: The console; shown by `console.start()`.
        keeper: Keeps it within the capsule; None in a drill.
        drill: The drill; None where a capsule is only looked at.
    """

    app: QApplication
    console: Console
    keeper: ReplayKeeper | None
    drill: Drill | None


def main(options: argparse.Namespace) -> int:
    """Show a capsule until the window is closed; return 2 when it cannot be opened."""
    path = Path(options.file).expanduser()
    try:
        opened = CapsuleFolder(path.parent).read(path)
        moment_us = _moment(options.at, opened.content)
    except (CapsuleError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    for warning in opened.warnings:
        print(warning, file=sys.stderr)
    with replayed(opened, options, moment_us) as replay:
        replay.console.start()
        return replay.app.exec()


@contextmanager
def replayed(
    opened: OpenedCapsule, options: argparse.Namespace, moment_us: int | None = None
) -> Iterator[Replay]:
    """Compose a console on a capsule; when the block ends everything of it is ended.

    Args:
        opened: The capsule.
        options: The command line: data, drill, theme, lang, workspace, size.
        moment_us: What is shown first, µs UTC; None for the begin of the incident.
    """
    app = make_application()
    folder = options.data or platformdirs.user_data_dir("leitstand")
    log_file = Path(folder).expanduser() / "logs" / "replay.log"
    made: list[Console] = []

    def console() -> Console | None:
        return made[0] if made else None

    def went_wrong() -> None:
        if made:
            text = translate(
                "Im Programm ist ein unerwarteter Fehler aufgetreten; es läuft weiter. "
                "Einzelheiten stehen in {0}."
            )
            made[0].say("unexpected", NoticeLevel.ERROR, text.format(log_file))

    with caught(log_file, went_wrong):
        compose = _compose_drill if options.drill else _compose_replay
        replay = compose(app, opened, options, moment_us, console)
        made.append(replay.console)
        if options.size:
            replay.console.window.resize(*options.size)
        replay.console.populated.connect(settle_memory)
        with ending_by_signal(replay.console):
            try:
                yield replay
            finally:
                if replay.drill is not None:
                    replay.drill.close()
                replay.console.close()


def _compose_replay(
    app: QApplication,
    opened: OpenedCapsule,
    options: argparse.Namespace,
    moment_us: int | None,
    console: Callable[[], Console | None],
) -> Replay:
    content = opened.content
    header = content.header
    city = with_local_map(content.city)
    link = ReplayLink()
    link.appear(city)
    journal = CapsuleJournal(content.lines, content.limits, content.versions, content.mirrors)
    history = CapsuleHistory(content.samples, header.from_us, header.time_zone)
    built = _console(
        Surroundings(
            clock=ReplayClock(header.until_us),
            client=link,
            settings=MemorySettings({"console": content.layout.get("console", {})}),
            annotations=CapsuleAnnotations(content.notes, note_refusal(console)),
            trend_sheets=MemorySheets(),
            logbook=CapsuleLogbook(content.log, note_refusal(console)),
            load_city=lambda: city,
            open_history=lambda _: history,
            open_journal=lambda _: journal,
            add_points=_refuse_points,
            actor=actor(),
            translations=_RESOURCES / "translations",
        ),
        options,
    )
    selection = content.layout.get("selection", [])
    keeper = ReplayKeeper(
        built,
        link,
        content,
        opened.warnings,
        selection=[str(point) for point in selection] if isinstance(selection, list) else [],
        moment_us=moment_us,
    )
    return Replay(app, built, keeper, None)


def _compose_drill(
    app: QApplication,
    opened: OpenedCapsule,
    options: argparse.Namespace,
    _moment_us: int | None,
    console: Callable[[], Console | None],
) -> Replay:
    content = opened.content
    header = content.header
    city = with_local_map(content.city)
    clock = DrillClock.before(header)
    begin_us = clock.now_us()
    history = CapsuleHistory(content.samples, header.from_us, header.time_zone, clock.now_us)
    earlier = [line for line in content.lines if line.event.time_us <= begin_us]
    journal = CapsuleJournal(earlier, content.limits, content.versions, content.mirrors)
    judge = make_judge(content, history, journal.alarm_states(), begin_us)
    link = DrillLink(content, clock, judge, journal)
    built = _console(
        Surroundings(
            clock=clock,
            client=link,
            settings=MemorySettings(),
            annotations=CapsuleAnnotations(
                note for note in content.notes if note.created_us <= begin_us
            ),
            trend_sheets=MemorySheets(),
            logbook=CapsuleLogbook((), note_refusal(console)),
            load_city=lambda: city,
            open_history=lambda _: history,
            open_journal=lambda _: journal,
            add_points=_refuse_points,
            actor=actor(),
            translations=_RESOURCES / "translations",
        ),
        options,
    )
    return Replay(app, built, None, Drill(built, link, clock, content, opened.warnings))


def make_judge(
    content: CapsuleContent,
    history: CapsuleHistory,
    states: dict[AlarmId, AlarmState],
    now_us: int,
) -> Judge:
    """Return the engine that judges alarms in the collector, as it would stand at a moment."""
    city = content.city
    judge = AlarmJudge(city, states)
    judge.set_windows(_windows(content))
    for point, span_us in judge.looks_back.items():
        (frame,) = history.query([point_key(point)], now_us - span_us, now_us, 1 << 30)
        keys = [frame.key] * len(frame)
        past = SampleBatch.from_columns(keys, frame.time, frame.time, frame.last, frame.quality)
        judge.recall(point, past)
    judge.resume(history.as_of(city_keys(city), now_us), now_us)
    return judge


def _windows(content: CapsuleContent) -> tuple[MaintenanceWindow, ...]:
    """Return the maintenance that was announced; what cannot be read hides nothing."""
    texts = [v.text for v in content.versions if v.kind is DocumentKind.MAINTENANCE]
    try:
        return read_windows(texts[-1], content.city) if texts else ()
    except RulesetError:
        return ()


def _console(surroundings: Surroundings, options: argparse.Namespace) -> Console:
    return Console(
        surroundings,
        theme_name=options.theme or "",
        language=options.lang or "",
        workspace=options.workspace or "",
    )


def _refuse_points(_points: object) -> None:
    raise ValueError(read_only_text())


def _moment(text: str | None, content: CapsuleContent) -> int | None:
    """Return the moment a person named; None when there is none.

    Raises:
        ValueError: It is no moment.
    """
    if not text:
        return None
    header = content.header
    return read_moment(text, header.time_zone, header.until_us)
