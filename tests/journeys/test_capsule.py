"""An incident saved from the running console, opened again, altered by one byte, and practised."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.console.alarms_page import AlarmsPage
from app.console.workspaces import ALARME
from app.domain.alarms import AlarmState
from app.domain.drills import DrillActionKind
from app.storage.capsules import CapsuleFolder
from app.verbs.replay import Replay, main, replayed
from tests.journeys.station import LEVEL, WAIT_MS, Station, at_work, options

pytestmark = pytest.mark.journey

OPENED_MS = 50


def save_capsule(station: Station) -> Path:
    """Save the incident with the dialog of the console; return the file."""
    console = station.console
    console.capsules.save(LEVEL)
    dialog = console.capsules.save_dialog
    assert dialog is not None
    path = Path(dialog.path.text())
    dialog.why.setPlainText("Fuer die Besprechung am Montag")
    station.click(dialog.save_button)
    station.until(lambda: console.capsules.save_dialog is None)
    assert str(path) in station.said()
    return path


def look_and_leave(path: Path, data: Path) -> tuple[int, list[str]]:
    """Open a capsule as the command line does, and close its window; return code and title."""
    titles: list[str] = []
    timer = QTimer()
    timer.setInterval(OPENED_MS)

    def close() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        own = [w for w in windows if "NICHT LIVE" in w.windowTitle()]
        if own:
            titles.append(own[0].windowTitle())
            timer.stop()
            QApplication.closeAllWindows()

    timer.timeout.connect(close)
    timer.start()
    return main(options("--data", str(data), "--lang", "de", "replay", str(path))), titles


def practise(path: Path, data: Path, qtbot: QtBot, act: Callable[[Replay], None]) -> None:
    """Open a capsule as a drill and do something in it."""
    opened = CapsuleFolder(path.parent).read(path)
    said = options(
        *("--data", str(data), "--lang", "de", "--theme", "dark", "--workspace", "alarme"),
        *("replay", str(path), "--drill"),
    )
    with replayed(opened, said) as replay:
        with qtbot.waitSignal(replay.console.populated, timeout=WAIT_MS):
            replay.console.start()
        act(replay)
    replay.console.window.deleteLater()
    replay.console.deleteLater()


def test_an_incident_is_saved_replayed_guarded_and_practised(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_work(tmp_path, qtbot) as station:
        station.raise_level()
        path = save_capsule(station)

    data = tmp_path / "elsewhere"
    code, titles = look_and_leave(path, data)
    assert (code, capsys.readouterr().err) == (0, "")
    assert titles[0].startswith("Vorfallkapsel – NICHT LIVE")

    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    altered = tmp_path / "altered.leitstand"
    altered.write_bytes(content)
    code, titles = look_and_leave(altered, data)
    assert (code, len(titles)) == (0, 1)
    assert "verändert" in capsys.readouterr().err

    def acknowledge(replay: Replay) -> None:
        console, drill = replay.console, replay.drill
        assert drill is not None

        def alarm() -> AlarmState:
            state = console.feed.latest
            return AlarmState() if state is None else state.alarms.get(LEVEL, AlarmState())

        drill.clock.run(2_000)
        qtbot.waitUntil(lambda: alarm().is_active, timeout=WAIT_MS)
        drill.clock.run(1)
        page = console.window.pages[ALARME]
        assert isinstance(page, AlarmsPage)
        page.show_alarm(LEVEL)
        qtbot.waitUntil(lambda: page.alarms.selected_alarm() == LEVEL, timeout=WAIT_MS)
        QTest.keyClick(page.alarms.table, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: alarm().is_acknowledged, timeout=WAIT_MS)
        assert DrillActionKind.ACKNOWLEDGED in [act.kind for act in drill.recorder.actions]

    practise(path, data, qtbot, acknowledge)
