"""A console on a capsule: the same views at every moment, and nothing that could be changed."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.console.drills_link import outages
from app.console.time_frames import FrameOverlay
from app.console.workspaces import ALARME, VERLAEUFE
from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmState,
    OrderKind,
)
from app.domain.annotations import Annotation
from app.domain.capsules import CapsuleLine
from app.domain.documents import DocumentKind
from app.domain.drills import DrillActionKind
from app.main import make_parser
from app.services.capsules import OpenedCapsule
from app.storage.capsules import CapsuleFolder
from app.verbs.replay import Replay, main, replayed
from tests.fakes.capsules import END, FROM, MINUTE, UNTIL, make_capsule, the_rule
from tests.fakes.clocks import START_US

CONTENT = make_capsule()
RULE = the_rule(CONTENT.city)

Open = Callable[..., AbstractContextManager[Replay]]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Open:
    """Return what opens a console on the capsule, once it is written and read."""
    folder = CapsuleFolder(tmp_path)
    folder.write(tmp_path / "a.leitstand", CONTENT)
    capsule = folder.read(tmp_path / "a.leitstand")

    @contextmanager
    def open_(*, drill: bool = False, warnings: tuple[str, ...] = ()) -> Iterator[Replay]:
        options = Namespace(
            data=str(tmp_path / "data"),
            drill=drill,
            theme="dark",
            lang="de",
            workspace="lage",
            size=(1_200, 800),
        )
        given = OpenedCapsule(capsule.content, warnings)
        with replayed(given, options) as replay:
            with qtbot.waitSignal(replay.console.populated):
                replay.console.start()
            yield replay
        replay.console.window.deleteLater()
        replay.console.deleteLater()

    return open_


def said(replay: Replay) -> str:
    return "\n".join(notice.text for notice in replay.console.window.notices.said)


def shown(qtbot: QtBot, replay: Replay, time_us: int) -> None:
    """Wait until a moment is shown."""

    def is_shown() -> None:
        state = replay.console.feed.latest
        assert state is not None
        assert state.at_us == time_us

    qtbot.waitUntil(is_shown)


def live_alarms(replay: Replay) -> Mapping[AlarmId, AlarmState]:
    state = replay.console.feed.latest_live
    return {} if state is None else state.alarms


# --- replay -----------------------------------------------------------------------------------


def test_it_begins_at_the_incident_and_says_everywhere_what_it_is(
    qtbot: QtBot, opened: Open
) -> None:
    with opened() as replay:
        shown(qtbot, replay, START_US)
        state = replay.console.feed.latest
        assert state is not None
        assert not state.is_live
        assert set(state.alarms) == {RULE.id}
        window = replay.console.window
        assert window.windowTitle().startswith("Vorfallkapsel – NICHT LIVE")
        assert replay.keeper is not None
        assert "nur lesen" in replay.keeper.banner.headline.text()
        assert CONTENT.header.title in replay.keeper.banner.sentence.text()
        assert replay.console.selection.point_ids == [RULE.point]


def test_the_strip_shows_the_alarms_of_the_moment_and_nothing_rings(
    qtbot: QtBot, opened: Open
) -> None:
    with opened() as replay:
        console = replay.console
        shown(qtbot, replay, START_US)
        qtbot.waitUntil(lambda: set(live_alarms(replay)) == {RULE.id})
        console.time_bus.pin(START_US - MINUTE)
        qtbot.waitUntil(lambda: not live_alarms(replay))
        assert console.feed.latest_live is not None
        assert not console.feed.latest_live.sources


def test_time_stays_within_the_capsule(qtbot: QtBot, opened: Open) -> None:
    with opened() as replay:
        bus = replay.console.time_bus
        bus.pin(FROM - 99 * MINUTE)
        assert bus.pinned_us == FROM
        bus.pin(UNTIL + 99 * MINUTE)
        assert bus.pinned_us == UNTIL
        bus.go_live()
        assert bus.pinned_us == UNTIL
        bus.pin(END)
        bus.go_live()
        assert bus.pinned_us == END
        assert not replay.console.window.time_strip.isVisible()
        assert "keine Gegenwart" in said(replay)
        replay.console.window.top_bar.time_bar.line.live_requested.emit()
        assert bus.pinned_us == UNTIL
        bus.step(1)
        assert bus.pinned_us == UNTIL
        bus.pin(END)
        bus.play(3_600)
        qtbot.waitUntil(lambda: bus.pinned_us == UNTIL and not bus.is_playing)


def test_an_alarm_of_the_strip_opens_at_the_moment_shown(qtbot: QtBot, opened: Open) -> None:
    with opened() as replay:
        console = replay.console
        shown(qtbot, replay, START_US)
        qtbot.waitUntil(lambda: set(live_alarms(replay)) == {RULE.id})
        console.zeitzeiger.open_live_alarm(str(RULE.id))
        assert console.window.workspace == ALARME
        assert console.time_bus.pinned_us == START_US


def test_every_order_is_refused_with_a_sentence(qtbot: QtBot, opened: Open) -> None:
    with opened() as replay:
        console = replay.console
        console.alarms.acknowledge([str(RULE.id)])
        qtbot.waitUntil(lambda: "lässt sich nur ansehen" in said(replay))
        client = console.surroundings.client
        for future in (
            client.publish(DocumentKind.RULES, "", "A", "weil"),
            client.browse(CONTENT.city.sources[0].id, ""),
            client.raw_messages(CONTENT.city.sources[0].id),
            client.trust(CONTENT.city.sources[0].id, ""),
            client.retry(CONTENT.city.sources[0].id),
            client.reload_profile(),
        ):
            assert "nur ansehen" in str(future.exception())
        with pytest.raises(ValueError, match="nur ansehen"):
            console.surroundings.add_points([])


def test_notes_are_read_and_none_is_written(qtbot: QtBot, opened: Open) -> None:
    with opened() as replay:
        console = replay.console
        assert [note.id for note in console.annotations.notes()] == ["n1"]
        console.annotations.save(Annotation("new", END, END, "neu", "A", END))
        qtbot.waitUntil(lambda: "lässt sich nur ansehen" in said(replay))
        assert [note.id for note in console.annotations.notes()] == ["n1"]


def test_warnings_of_the_file_are_told(opened: Open) -> None:
    with opened(warnings=("Die Datei wurde verändert.",)) as replay:
        assert "Die Datei wurde verändert." in said(replay)


def test_a_file_that_is_no_capsule_ends_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "brief.leitstand"
    path.write_text("kein Vorfall")
    options = make_parser().parse_args(["replay", str(path), "--at", "2025-11-24T17:00"])
    assert main(options) == 2
    assert str(path) in capsys.readouterr().err


def test_a_moment_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.leitstand"
    CapsuleFolder(tmp_path).write(path, CONTENT)
    assert main(make_parser().parse_args(["replay", str(path), "--at", "bald mal"])) == 2
    assert "bald mal" in capsys.readouterr().err


# --- drill ------------------------------------------------------------------------------------


def test_a_drill_is_marked_and_begins_before_the_incident(opened: Open) -> None:
    with opened(drill=True) as replay:
        console = replay.console
        assert console.window.windowTitle().startswith("ÜBUNG")
        assert replay.drill is not None
        assert replay.drill.banner.headline.text() == "ÜBUNG"
        now_us = console.surroundings.clock.now_us()
        assert START_US - 5 * MINUTE <= now_us < START_US - 4 * MINUTE
        assert console.annotations.notes() == []  # it was written when all was over
        assert console.time_bus.is_live


def test_the_incident_happens_again_and_is_judged_by_the_real_rules(
    qtbot: QtBot, opened: Open
) -> None:
    with opened(drill=True) as replay:
        console, drill = replay.console, replay.drill
        assert drill is not None
        drill.clock.run(2_000)
        qtbot.waitUntil(lambda: RULE.id in live_alarms(replay))
        drill.clock.run(1)
        console.alarms.acknowledge([str(RULE.id)])
        qtbot.waitUntil(lambda: live_alarms(replay)[RULE.id].is_acknowledged)
        order = AlarmOrder(OrderKind.SHELVE, (RULE.id,))
        refused = console.surroundings.client.operate(order)
        assert "Grund" in str(refused.exception())  # the rule of every shelf
        kinds = [action.kind for action in drill.recorder.actions]
        assert kinds == [DrillActionKind.ACKNOWLEDGED, DrillActionKind.REFUSED]


def test_nothing_leaves_a_drill(opened: Open) -> None:
    with opened(drill=True) as replay:
        client = replay.console.surroundings.client
        for future in (
            client.publish(DocumentKind.RULES, "", "A", "weil"),
            client.trust(CONTENT.city.sources[0].id, ""),
            client.reload_profile(),
        ):
            assert "In der Übung" in str(future.exception())


def test_what_the_trainee_looks_at_is_noted_and_scored_at_the_end(
    qtbot: QtBot, opened: Open
) -> None:
    with opened(drill=True) as replay:
        console, drill = replay.console, replay.drill
        assert drill is not None
        drill.clock.run(2_000)
        qtbot.waitUntil(lambda: RULE.id in live_alarms(replay))
        drill.clock.run(1)
        console.selection.select([str(RULE.point)])
        console.window.open_workspace(VERLAEUFE)
        drill.end()
        assert drill.debrief is not None
        (row,) = drill.debrief.scores.rows
        assert row[3] != "–"
        assert row[4] == "–"
        assert row[5] != "–"
        assert row[6] == "4:00 min"
        again = drill.debrief
        drill.end()
        assert drill.debrief is again
        QGuiApplication.instance().focusWindowChanged.emit(None)  # type: ignore[union-attr]  # there is one
        assert again.findChild(FrameOverlay) is not None
        drill.debrief.reject()


def test_the_end_of_the_capsule_ends_the_drill(qtbot: QtBot, opened: Open) -> None:
    with opened(drill=True) as replay:
        drill = replay.drill
        assert drill is not None
        drill.clock.run(100_000)
        qtbot.waitUntil(lambda: drill.debrief is not None)
        assert drill.debrief is not None
        drill.debrief.reject()


def test_a_source_that_was_lost_is_lost_again() -> None:
    lost = AlarmId("netz#lost")
    lines = tuple(
        CapsuleLine(AlarmEvent(lost, kind, time_us, 1.0))
        for kind, time_us in (
            (AlarmEventKind.RAISED, START_US),
            (AlarmEventKind.CLEARED, END),
            (AlarmEventKind.RAISED, UNTIL),
        )
    )
    found = outages(replace(CONTENT, lines=lines))
    assert list(found) == ["netz"]
    first, last = found[CONTENT.city.sources[3].id]
    assert first == (START_US - 10_000_000, END)
    assert last[0] == UNTIL - 10_000_000
