"""The table of sources and the health of the chosen one, as a person uses them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.points import SourceId
from app.domain.samples import NO_TIME
from app.domain.sources import SourceState, TrustQuestion
from app.services.states import CityState
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from widgets.connections.columns import Column, column_title, explanation
from widgets.connections.figures import DAY_US, certificate_text
from widgets.connections.lamps import draw_lamp
from widgets.connections.trust import ConfirmTrust
from widgets.connections.view import ConnectionsView
from widgets.theme import theme

Live = Callable[..., CityState]


def text(view: ConnectionsView, source: str, column: Column) -> str:
    return view.model.text(view.model.row_of(source), column)


def test_each_source_has_a_row_with_its_figures(view: ConnectionsView) -> None:
    assert view.model.rowCount() == 4
    assert text(view, "lora", Column.STATE) == "verbunden"
    assert text(view, "lora", Column.MESSAGE_RATE) == "118,4"
    assert text(view, "lora", Column.LAG) == "0,42\u202fs"
    assert text(view, "lora", Column.ENDPOINT) == "mqtts://broker:8883"
    assert text(view, "signale", Column.PROTOCOL) == "OPC UA"
    assert text(view, "signale", Column.LAST) == "–"


def test_the_next_try_is_counted_down_each_second(view: ConnectionsView, make_live: Live) -> None:
    assert text(view, "netz", Column.RETRIES) == "7 · in 12 s"
    view.show_state(make_live(5))
    assert text(view, "netz", Column.RETRIES) == "7 · in 7 s"
    view.show_state(make_live(20))
    assert text(view, "netz", Column.RETRIES) == "7 · jetzt"


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "abgelaufen am"), (12, "läuft in 12 "), (40, "bis "), (None, "–")]
)
def test_a_certificate_near_its_end_is_spoken_of_in_words(days: int | None, words: str) -> None:
    until = NO_TIME if days is None else START_US + days * DAY_US
    assert certificate_text(until, START_US, "Europe/Berlin").startswith(words)


def test_every_figure_has_a_title_and_an_explanation() -> None:
    assert all(column_title(column) and explanation(column).endswith(".") for column in Column)


def test_lamps_differ_by_shape_not_only_by_colour() -> None:
    pictures = []
    for state in (None, SourceState.ONLINE, SourceState.DEGRADED, SourceState.FAILED):
        picture = QImage(20, 20, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        draw_lamp(painter, picture.rect().toRectF(), state)
        painter.end()
        pictures.append(bytes(picture.constBits()))
    assert len(set(pictures)) == len(pictures)


def test_arrow_keys_choose_a_source_and_its_health_follows(view: ConnectionsView) -> None:
    view.table.setFocus()
    for _ in range(3):
        QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert view.source == "netz"
    assert view.health.reason.text() == "Der Server antwortet nicht."
    assert "in 12 s" in view.health.advice.text()


def test_a_click_on_a_heading_sorts_and_a_third_one_restores(view: ConnectionsView) -> None:
    header = view.table.horizontalHeader()
    place = header.sectionViewportPosition(Column.RETRIES) + 10
    names = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
        model = view.table.model()
        names.append([model.index(row, Column.NAME).data() for row in range(model.rowCount())])
    assert names[0][-1] == "Netzmanagement"
    assert names[1][0] == "Netzmanagement"
    assert names[2][0] == "LoRaWAN-Netz"
    assert view.source == "lora"


def test_ctrl_c_copies_the_row_with_its_heading(view: ConnectionsView) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("Zustand\tQuelle")
    assert row.startswith("verbunden\tLoRaWAN-Netz\tMQTT")


def test_the_export_holds_plain_numbers_and_times(
    view: ConnectionsView, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "quellen.csv"
    with qtbot.waitSignal(view.message_requested):
        view.table.export_csv(file)
    lines = file.read_text("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert "Verzug (s)" in lines[0]
    assert "118,42" in lines[1]
    assert "2025-11-23T16:00:00+00:00" in lines[1]


def test_an_export_that_fails_is_told(view: ConnectionsView, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(view.message_requested) as told:
        view.table.export_csv(tmp_path / "nowhere" / "quellen.csv")
    assert "konnte nicht geschrieben werden" in told.args[0]


def test_columns_are_hidden_and_remembered(view: ConnectionsView, qtbot: QtBot) -> None:
    menu = view.table.columns.make_menu(view)
    next(one for one in menu.actions() if one.text() == "Verzug").trigger()
    view.table.horizontalHeader().resizeSection(Column.NAME, 333)
    view.table.horizontalHeader().moveSection(0, 3)
    view.tabs.setCurrentIndex(1)
    view.show_source("netz")
    saved = view.save_state()
    other = ConnectionsView()
    qtbot.addWidget(other)
    other.set_city(make_city(60))
    other.restore_state(saved)
    assert other.table.isColumnHidden(Column.LAG)
    assert abs(other.table.columnWidth(Column.NAME) - 333) <= 1
    assert other.table.horizontalHeader().visualIndex(Column.STATE) == 3
    assert other.tabs.currentIndex() == 1
    assert other.source == "netz"


@pytest.mark.parametrize("saved", [{}, {"table": 3, "tab": "x", "sizes": ["a"], "source": 7}])
def test_a_memory_that_makes_no_sense_is_passed_over(
    view: ConnectionsView, saved: dict[str, object]
) -> None:
    view.restore_state(saved)
    assert view.source == "lora"


@pytest.mark.parametrize(
    ("source", "words"),
    [("lora", "Neu verbinden"), ("daten", "Neu verbinden"), ("netz", "Jetzt verbinden")],
)
def test_the_button_says_what_it_does_to_a_source_in_this_state(
    view: ConnectionsView, source: str, words: str
) -> None:
    view.show_source(source)
    assert view.health.retry.text() == view.health.retry.accessibleName() == words


def test_connect_now_is_asked_for_and_a_failure_stays_beside_the_button(
    view: ConnectionsView, qtbot: QtBot
) -> None:
    view.show_source("netz")
    with qtbot.waitSignal(view.retry_requested) as asked:
        QTest.mouseClick(view.health.retry, Qt.MouseButton.LeftButton)
    assert asked.args == ["netz"]
    assert not view.health.retry.isEnabled()
    view.show_retried("netz", "Die Erfassung ist nicht da.")
    assert view.health.retry.isEnabled()
    assert view.health.failure.text() == "Die Erfassung ist nicht da."
    view.show_source("lora")
    assert not view.health.failure.text()


def test_a_certificate_is_trusted_only_after_its_fingerprint_was_shown_again(
    view: ConnectionsView, qtbot: QtBot, question: TrustQuestion
) -> None:
    view.show_source("signale")
    assert view.health.trust.isVisible()
    asked: list[tuple[str, str]] = []
    view.trust_requested.connect(lambda *args: asked.append(args))
    QTest.mouseClick(view.health.trust.button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(ConfirmTrust)
    assert isinstance(dialog, ConfirmTrust)
    assert dialog.fingerprint.text().replace("\n", ":") == question.fingerprint
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not asked
    qtbot.waitUntil(lambda: view.findChild(ConfirmTrust) is None)
    QTest.mouseClick(view.health.trust.button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(ConfirmTrust)
    assert isinstance(dialog, ConfirmTrust)
    accept = next(b for b in dialog.findChildren(QPushButton) if "stimmt" in b.text())
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert asked == [("signale", question.fingerprint)]
    view.show_trusted("signale", "Das Zertifikat ist nicht mehr das gezeigte.")
    assert "nicht mehr" in view.health.trust.failure.text()


def test_the_protocols_own_figures_are_shown_with_their_names(view: ConnectionsView) -> None:
    assert view.health._details.figures() == {"Unbestätigte Nachrichten": "3"}
    view.show_source("daten")
    assert view.health._details.isHidden()


def test_an_empty_profile_says_what_to_do(view: ConnectionsView, qtbot: QtBot) -> None:
    view.set_city(replace(make_city(0), sources=()))
    assert "noch keine Quelle" in view.stage.placeholder.sentence
    with qtbot.waitSignal(view.reload_requested):
        view.stage.placeholder.action_requested.emit()


def test_before_the_first_word_it_loads_and_then_says_that_the_collector_is_away(
    qtbot: QtBot, make_live: Live
) -> None:
    view = ConnectionsView()
    qtbot.addWidget(view)
    view.set_city(make_city(60))
    view.show_state(replace(make_live(), sources={}))
    assert not view.stage.placeholder.sentence
    view.show_state(replace(make_live(11), sources={}))
    assert "nicht verbunden" in view.stage.placeholder.sentence
    view.show_state(make_live(12))
    assert view.stage.is_content_shown


def test_while_the_collector_is_away_the_last_state_is_dimmed_and_said_so(
    view: ConnectionsView, make_live: Live
) -> None:
    view.show_state(replace(make_live(3), sources={}))
    view.show_state(replace(make_live(9), sources={}))
    assert "seit 17:00:03 nicht verbunden" in view.stage.notice.sentence
    assert view.model.is_stale
    assert "letzte bekannte" in view.health.advice.text()
    view.show_state(make_live(12))
    assert not view.stage.notice.sentence
    assert not view.model.is_stale


def test_in_the_past_the_last_live_state_is_said_to_be_one(
    view: ConnectionsView, make_live: Live
) -> None:
    view.show_state(replace(make_live(-3600), sources={}, is_live=False))
    assert "Vergangenheit" in view.stage.notice.sentence
    assert view.model.is_stale


def test_without_the_right_nothing_is_shown(view: ConnectionsView) -> None:
    view.set_allowed(is_allowed=False)
    assert "Recht" in view.stage.placeholder.sentence


def test_a_changed_profile_keeps_the_chosen_source(view: ConnectionsView) -> None:
    view.show_source("netz")
    city = make_city(60)
    view.set_city(replace(city, sources=city.sources[1:]))
    assert view.source == "netz"
    view.set_city(replace(city, sources=city.sources[:2]))
    assert view.source == "lora"


def test_theme_and_language_change_without_losing_the_place(view: ConnectionsView) -> None:
    view.show_source("netz")
    theme().apply("light")
    view.retranslate()
    assert view.source == "netz"
    assert view.tabs.tabText(2) == "Durchsuchen"
    theme().apply("dark")


def test_every_control_has_a_name_for_those_who_cannot_see(view: ConnectionsView) -> None:
    for widget in (
        view.table, view.health, view.messages.table, view.messages.head, view.messages.filter,
        view.messages.form, view.browser.tree, view.browser.filter, view.browser.add,
        view.drafts.table, view.drafts.undo, view.drafts.redo, view.drafts.remove_button,
        view.drafts.save, view.health.retry, view.health.trust.button,
    ):  # fmt: skip
        assert widget.accessibleName(), widget


def test_a_source_nobody_heard_of_has_no_invented_figures(
    view: ConnectionsView, make_live: Live
) -> None:
    state = make_live(1)
    known = {name: one for name, one in state.sources.items() if name != SourceId("lora")}
    view.show_state(replace(state, sources=known))
    assert text(view, "lora", Column.STATE) == "noch nichts gehört"
    assert text(view, "lora", Column.REJECTED) == "–"
