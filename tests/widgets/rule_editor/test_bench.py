"""The back-test beside the form: the plot and its hands, the list, and what may go wrong."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.alarms import RuleKind
from app.domain.points import PointKey
from app.domain.series import SeriesStats
from app.services.ports import StorageError
from tests.fakes.historian import MemoryHistorian
from tests.fakes.rule_editors import CTRL, counts, settle, write
from tests.fakes.rules import HOUR_US, NOW_US, Edited, make_edited, state_rule
from widgets.rule_editor import RuleEditor, blank_rule

# --- the plot and the list ----------------------------------------------------------------------


def test_the_limit_is_dragged_on_the_plot(qtbot: QtBot, editor: RuleEditor) -> None:
    plot = editor.bench.plot
    layout = plot._layout(plot.room)
    assert layout is not None
    x = round(layout.area.center().x())
    start, end = (QPointF(x, layout.y_of(value)).toPoint() for value in (40.0, 25.0))
    QTest.mouseMove(plot, start)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)
    assert editor.draft.rule.threshold == pytest.approx(25.0, abs=1.5)
    editor.undo()
    assert editor.draft.rule.threshold == 40.0
    settle(qtbot, editor)


def test_keys_move_the_limit_and_the_window(qtbot: QtBot, editor: RuleEditor) -> None:
    plot = editor.bench.plot
    QTest.keyClick(plot, Qt.Key.Key_Up)
    assert editor.draft.rule.threshold == 41.0
    whole = plot.seen
    assert whole is not None
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.seen is not None
    assert plot.seen.span_us < whole.span_us
    QTest.keyClick(plot, Qt.Key.Key_Minus)
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.seen == whole
    settle(qtbot, editor)


def test_a_click_on_the_list_goes_there_and_a_double_click_asks_for_the_moment(
    qtbot: QtBot, editor: RuleEditor
) -> None:
    write(editor, "threshold", "25")
    settle(qtbot, editor)
    editor.bench.list.selectRow(0)
    seen = editor.bench.plot.seen
    assert seen is not None
    raised = NOW_US - 7 * HOUR_US
    assert seen.start_us < raised < seen.end_us
    assert seen.span_us < 8 * HOUR_US
    with qtbot.waitSignal(editor.moment_requested) as told:
        editor.bench.list.doubleClicked.emit(editor.bench.list_model.index(0, 0))
    assert told.args == [raised]
    QTest.keyClick(editor.bench.list, Qt.Key.Key_C, CTRL)
    assert "+ neu" in QGuiApplication.clipboard().text()


def test_what_changes_is_exported(qtbot: QtBot, editor: RuleEditor, tmp_path: Path) -> None:
    write(editor, "threshold", "50")
    settle(qtbot, editor)
    editor.bench.save_csv(tmp_path / "a.csv")
    assert "entfällt" in (tmp_path / "a.csv").read_text("utf-8-sig")
    with qtbot.waitSignal(editor.message_requested) as told:
        editor.bench.save_csv(tmp_path / "fehlt" / "a.csv")
    assert told.args is not None
    assert "nicht schreiben" in told.args[0]


def test_every_kind_can_be_drawn(qtbot: QtBot, editor: RuleEditor, edited: Edited) -> None:
    rule = edited.rule
    _, state = state_rule(edited.city)
    rules = [
        replace(rule, kind=RuleKind.LO, deadband=2.0),
        replace(rule, kind=RuleKind.DEVIATION, setpoint=20.0, threshold=5.0),
        replace(rule, kind=RuleKind.RATE, span_s=3600.0, threshold=5.0),
        replace(rule, kind=RuleKind.INACTIVE, threshold=3600.0),
        replace(rule, kind=RuleKind.FORMULA, formula=f"[{rule.point}] * 2"),
        replace(rule, threshold=4_000.0),
        replace(state, codes=frozenset({1})),
    ]
    for one in rules:
        editor.open_rule(one, one, edited.city, edited.history, NOW_US)
        settle(qtbot, editor)
        editor.bench.plot.grab()
        assert editor.bench.plot.drawn is not None, one.kind


@pytest.mark.parametrize("limit", ["1e308", "-1e308", "1e-300"])
def test_a_limit_far_off_the_plot_is_drawn_at_its_edge(
    qtbot: QtBot, editor: RuleEditor, limit: str
) -> None:
    write(editor, "threshold", limit)
    settle(qtbot, editor)
    assert not editor.bench.grab().isNull()


def test_hovering_says_what_is_there(editor: RuleEditor) -> None:
    plot = editor.bench.plot
    plot.show_span(NOW_US - 5 * HOUR_US, NOW_US - 4 * HOUR_US)
    plot.grab()
    layout = plot._layout(plot.room)
    assert layout is not None
    on_limit = QPointF(layout.area.center().x(), layout.y_of(40.0))
    assert "ziehen" in plot.point_at(on_limit, plot.room)
    middle = layout.x_of(NOW_US - 4.5 * HOUR_US)
    assert plot.point_at(QPointF(middle, layout.lanes[1].center().y()), plot.room)
    assert plot.point_at(QPointF(middle, layout.area.top() + 1), plot.room)
    assert plot.point_at(QPointF(0, 0), plot.room) == ""


def test_fewer_days_are_tested_on_demand(qtbot: QtBot, editor: RuleEditor) -> None:
    editor.bench.days.button(7).click()
    settle(qtbot, editor)
    seen = editor.bench.plot.seen
    assert seen is not None
    assert seen.span_us == 7 * 24 * HOUR_US
    state = editor.save_state()
    editor.restore_state({"days": 30, "sizes": "falsch"})
    editor.restore_state(state)
    assert editor.bench.days.checkedId() == 7
    settle(qtbot, editor)


# --- states of the bench ------------------------------------------------------------------------


def test_nothing_recorded_is_said(qtbot: QtBot, editor: RuleEditor, edited: Edited) -> None:
    editor.open_rule(edited.rule, edited.rule, edited.city, MemoryHistorian(), NOW_US)
    settle(qtbot, editor)
    assert "nichts aufgezeichnet" in editor.bench.stage.placeholder.sentence


def test_a_history_that_cannot_be_read_is_said_and_can_be_asked_again(
    qtbot: QtBot, editor: RuleEditor, edited: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> list[SeriesStats]:
        raise StorageError("Der Datenträger antwortet nicht.")

    history = make_edited().history
    monkeypatch.setattr(history, "stats", fails)
    editor.open_rule(edited.rule, edited.rule, edited.city, history, NOW_US)
    settle(qtbot, editor)
    assert "antwortet nicht" in editor.bench.stage.placeholder.sentence
    monkeypatch.undo()
    editor.bench.stage.action_requested.emit()
    settle(qtbot, editor)
    assert counts(editor) == ("2", "2")


def test_a_rule_that_cannot_be_tested_says_why(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    mirrored = replace(edited.rule, kind=RuleKind.MIRRORED)
    editor.open_rule(mirrored, mirrored, edited.city, edited.history, NOW_US)
    editor.bench._hindrance = ""
    editor.bench._ask()
    settle(qtbot, editor)
    assert "Server" in editor.bench.stage.placeholder.sentence


class Held(MemoryHistorian):
    """A history that answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.go = Event()

    @override
    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        self.go.wait(10.0)
        return super().stats(keys, start_us, end_us)


def test_a_long_test_can_be_given_up(qtbot: QtBot, editor: RuleEditor, edited: Edited) -> None:
    held = Held()
    held.samples = edited.history.samples
    editor.open_rule(edited.rule, edited.rule, edited.city, held, NOW_US)
    qtbot.waitUntil(lambda: not editor.bench._timer.isActive())
    editor.bench.waiting.show()
    editor.bench.waiting.cancel_requested.emit()
    assert "abgebrochen" in editor.bench.stage.placeholder.sentence
    held.go.set()
    editor.bench.stage.action_requested.emit()
    settle(qtbot, editor)
    assert counts(editor) == ("2", "2")


def test_a_new_rule_gets_its_limit_by_a_click_on_the_curve(
    qtbot: QtBot, editor: RuleEditor, edited: Edited
) -> None:
    new = blank_rule(edited.point, edited.city)
    editor.open_rule(new, None, edited.city, edited.history, NOW_US)
    settle(qtbot, editor)
    assert "Klick" in editor.bench.stage.notice.sentence
    plot = editor.bench.plot
    layout = plot._layout(plot.room)
    assert layout is not None
    place = QPointF(layout.area.center().x(), layout.y_of(25.0)).toPoint()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert editor.draft.rule.threshold == pytest.approx(25.0, abs=1.5)
    settle(qtbot, editor)
    assert editor.bench.stage.notice.sentence == ""
    assert counts(editor) == ("–", "4")
