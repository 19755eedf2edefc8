"""The talk after a drill: in words, against the real shift, and saved where a person says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.drills import DrillAction, DrillActionKind, DrillAlarm, score, summary
from tests.fakes.capsules import make_capsule, the_rule
from tests.fakes.clocks import START_US
from widgets.capsules.debrief import DebriefDialog

CONTENT = make_capsule()
RULE = the_rule(CONTENT.city)
ALARM = DrillAlarm(RULE.id, RULE.point, RULE.priority, START_US)
ACTIONS = [
    DrillAction(DrillActionKind.SELECTED, START_US + 65_000_000, points=(RULE.point,)),
    DrillAction(DrillActionKind.ACKNOWLEDGED, START_US + 70_000_000, (RULE.id,), text="gesehen"),
]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def dialog(qtbot: QtBot) -> DebriefDialog:
    scores = score([ALARM], ACTIONS, [line.event for line in CONTENT.lines])
    dialog = DebriefDialog(CONTENT, scores, summary(scores), ACTIONS)
    qtbot.addWidget(dialog)
    return dialog


def test_times_are_told_beside_those_of_the_real_shift(dialog: DebriefDialog) -> None:
    (row,) = dialog.scores.rows
    assert row[0] == RULE.message.de
    assert row[2:] == ["17:00:00", "1:05 min", "1:10 min", "–", "4:00 min", "4:00 min"]
    assert "Alarme: 1, davon 1 bemerkt, 1 quittiert, 0 verortet." in dialog.sentence.text()


def test_a_shift_that_acknowledged_nothing_has_no_time_for_it(qtbot: QtBot) -> None:
    scores = score([ALARM], ACTIONS, [])
    dialog = DebriefDialog(CONTENT, scores, summary(scores), ACTIONS)
    qtbot.addWidget(dialog)
    assert "Die Schicht damals quittierte keinen dieser Alarme." in dialog.sentence.text()


def test_what_was_done_stands_in_order(dialog: DebriefDialog) -> None:
    assert [row[:2] for row in dialog.log.rows] == [
        ["17:01:05", "ausgewählt"],
        ["17:01:10", "quittiert"],
    ]
    dialog.log.selectRow(1)
    dialog.log.copy()
    assert "gesehen" in QGuiApplication.clipboard().text()


def test_scores_are_saved_as_a_table_or_with_everything(
    dialog: DebriefDialog, tmp_path: Path
) -> None:
    dialog.save(tmp_path / "uebung.csv")
    assert "1:10 min" in (tmp_path / "uebung.csv").read_text("utf-8-sig")
    dialog.save(tmp_path / "uebung.json")
    told = json.loads((tmp_path / "uebung.json").read_text("utf-8"))
    assert told["scores"][0]["acknowledge_s"] == 70
    assert [action["kind"] for action in told["actions"]] == ["selected", "acknowledged"]
    dialog.save(tmp_path / "missing" / "uebung.csv")
    assert "konnte nicht geschrieben werden" in dialog.notice.sentence


def test_a_drill_in_which_nothing_happened_says_so(qtbot: QtBot) -> None:
    dialog = DebriefDialog(CONTENT, [], summary([]), [])
    qtbot.addWidget(dialog)
    assert "kein Alarm ausgelöst" in dialog.sentence.text()
