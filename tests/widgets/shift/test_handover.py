"""The handover as a person reads, signs and takes it over."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.shifts import Handover, HandoverItem, HandoverTopic, Signature
from app.services.shift_change import ShiftChange, shift_change
from tests.fakes.city import make_state
from tests.fakes.clocks import START_US
from tests.fakes.shifts import make_shift_city
from widgets.shift.handover import HandoverView
from widgets.shift.handover_desk import HandoverDesk
from widgets.shift.handover_table import ItemColumn
from widgets.shift.handover_words import HandoverWording, topic_text

CITY = make_shift_city()
MINUTE = 60_000_000
HOUR = 60 * MINUTE
CHANGE = shift_change(CITY, START_US)
assert CHANGE.leaving is not None
assert CHANGE.before is not None
LEAVING, BEFORE = CHANGE.leaving, CHANGE.before
RULE = next(rule for rule in CITY.rules if not rule.is_event)
T = HandoverTopic
ENTRY = "<b>Muffe</b> tauschen"
ITEMS = (
    HandoverItem(T.UNACKNOWLEDGED, RULE.id, START_US - HOUR, count=3, value=67.0),
    HandoverItem(T.EXPIRING, RULE.id, START_US - HOUR, START_US + 2 * HOUR, "Anna", "verschmutzt"),
    HandoverItem(T.LIMIT, RULE.id, START_US - 30 * HOUR, value=40.0),
    HandoverItem(T.BAD_ACTOR, RULE.id, count=12),
    HandoverItem(T.OPEN_ENTRY, "e1", START_US - HOUR, actor="Bernd", comment=ENTRY),
    HandoverItem(T.NOTE, "n1", START_US - 2 * HOUR, actor="Bernd", comment="Bagger"),
)  # fmt: skip
DRAFT = Handover(
    "h", LEAVING, START_US, ITEMS, "Auf die Ostenallee achten.",
    figures=(("raised", 42.0), ("seen_median_s", 95.0)),
)  # fmt: skip
LEFT = replace(DRAFT, left=Signature("Anna", START_US))
EARLIER = replace(LEFT, id="g", shift=BEFORE, taken=Signature("Bernd", START_US), remark="")


def desk(
    *handovers: Handover, change: ShiftChange = CHANGE, now_us: int = START_US
) -> HandoverDesk:
    return HandoverDesk("Anna", change, now_us, list(handovers))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[HandoverView]:
    view = HandoverView()
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.set_city(CITY)
    view.show_desk(desk(DRAFT))
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close_feed()


def row_of(view: HandoverView, topic: HandoverTopic) -> int:
    return next(
        place
        for place in range(view.model.rowCount())
        if (line := view.model.line(place)) is not None and line.item.topic is topic
    )


def test_before_it_is_prepared_the_view_offers_it(qtbot: QtBot, view: HandoverView) -> None:
    view.show_desk(desk())
    assert "noch keine Übergabe" in view.stage.placeholder.sentence
    assert not view.panel.isVisible()
    with qtbot.waitSignal(view.prepare_requested) as told:
        view.stage.action_requested.emit()
    assert told.args == [LEAVING]
    view.show_progress(2)
    assert view.head.progress.value() == 2
    assert view.head.progress.isVisible()
    with qtbot.waitSignal(view.cancel_requested):
        view.head.cancel.click()


def test_items_stand_below_their_topic_in_words(view: HandoverView) -> None:
    """With how many there are, since and until when, and who wrote what."""
    assert view.model.texts(0)[0] == f"{topic_text(T.UNACKNOWLEDGED)} (1)"
    unseen = view.model.texts(row_of(view, T.UNACKNOWLEDGED))
    assert unseen[ItemColumn.CHIP] == "Hoch"
    assert unseen[ItemColumn.WHAT].startswith(RULE.message.de)
    assert unseen[ItemColumn.WHAT].endswith("3 mal")
    assert unseen[ItemColumn.SINCE] == "16:00"
    soon = view.model.texts(row_of(view, T.EXPIRING))
    assert soon[ItemColumn.UNTIL :] == ["19:00 (noch 2 h)", "Anna", "verschmutzt"]
    limit = view.model.texts(row_of(view, T.LIMIT))
    assert "neuer Grenzwert 40" in limit[ItemColumn.WHAT]
    assert limit[ItemColumn.SINCE] == "23.11. 11:00"
    often = view.model.texts(row_of(view, T.BAD_ACTOR))
    assert often[ItemColumn.WHAT].endswith("12 mal in dieser Schicht")
    assert "Alarme ausgelöst <b>42</b>" in view.head.figures.text()
    assert "95 s" in view.head.figures.text()
    view.grab()


def test_countdowns_go_on_until_somebody_took_over(view: HandoverView) -> None:
    row = row_of(view, T.EXPIRING)
    view.show_state(make_state(CITY, at_us=START_US + 90 * MINUTE))
    assert view.model.texts(row)[ItemColumn.UNTIL] == "19:00 (noch 30 min)"
    taken = replace(LEFT, taken=Signature("Bernd", START_US))
    view.show_desk(desk(taken))
    assert view.model.texts(row)[ItemColumn.UNTIL] == "19:00"


def test_an_item_leads_to_what_it_is_about(qtbot: QtBot, view: HandoverView) -> None:
    """The alarm, the line of the logbook, or the moment; its point is selected."""
    with qtbot.waitSignal(view.points_selected) as told:
        view.table.selectRow(row_of(view, T.UNACKNOWLEDGED))
    assert told.args == [[str(RULE.point)]]
    with qtbot.waitSignal(view.alarm_requested) as told:
        view.table.activated_row.emit()
    assert told.args == [str(RULE.id)]
    view.table.selectRow(row_of(view, T.OPEN_ENTRY))
    with qtbot.waitSignal(view.entry_requested) as told:
        view.table.activated_row.emit()
    assert told.args == ["e1"]
    view.table.selectRow(row_of(view, T.NOTE))
    with qtbot.waitSignal(view.time_requested) as told:
        view.table.activated_row.emit()
    assert told.args == [START_US - 2 * HOUR]
    menu = {action.text(): action.isEnabled() for action in view.make_menu().actions()}
    assert (menu["Zeitpunkt zeigen"], menu["In Verläufe zeigen"]) == (True, False)


def test_whoever_hands_over_signs_with_a_name_that_can_be_changed(
    qtbot: QtBot, view: HandoverView
) -> None:
    """The name of the console stands there at first; none is refused at the place."""
    assert view.panel.name.text() == "Anna"
    view.panel.name.clear()
    with qtbot.assertNotEmitted(view.leave_requested):
        view.panel.button.click()
    assert "Namen" in view.panel.notice.sentence
    QTest.keyClicks(view.panel.name, "Carla")
    assert not view.panel.notice.sentence
    with qtbot.waitSignal(view.leave_requested) as told:
        view.panel.button.click()
    assert told.args == ["h", "Carla", DRAFT.remark]


def test_a_remark_is_kept_while_it_is_written(qtbot: QtBot, view: HandoverView) -> None:
    """A newer state of the draft leaves the words under the person's hands alone."""
    view.panel.remark.setPlainText("Neu")
    view.show_desk(desk(replace(DRAFT, made_us=START_US + MINUTE)))
    assert view.panel.text() == "Neu"
    with qtbot.waitSignal(view.remark_requested) as told:
        view.hide()
    assert told.args == ["h", "Neu"]


def test_what_is_signed_is_frozen_and_asks_for_the_second_name(
    qtbot: QtBot, view: HandoverView
) -> None:
    view.show_desk(desk(LEFT))
    assert view.panel.remark.isReadOnly()
    assert not view.head.prepare.isVisible()
    assert view.panel.signed[0].text() == "Abgegeben von Anna, 24.11.2025 17:00:00"
    assert view.panel.name.text() == "", "Anna has signed already"
    view.panel.name.setText("Bernd")
    with qtbot.waitSignal(view.take_requested) as told:
        view.panel.button.click()
    assert told.args == ["h", "Bernd"]
    view.refuse("Zwei verschiedene Personen.")
    assert view.panel.notice.sentence == "Zwei verschiedene Personen."
    view.show_desk(desk(replace(LEFT, taken=Signature("Bernd", START_US))))
    assert not view.panel.button.isVisible()


def test_the_next_shift_sees_first_what_waits_for_it(view: HandoverView) -> None:
    """Once it is taken over, its own shift comes next."""
    waiting = replace(LEFT, shift=BEFORE)
    view.show_desk(desk(waiting, replace(DRAFT, id="mine")))
    assert view.handover() == waiting
    taken = replace(waiting, taken=Signature("Bernd", START_US))
    view.show_desk(desk(taken, replace(DRAFT, id="mine")))
    found = view.handover()
    assert found is not None
    assert found.id == "mine"


def test_in_the_first_half_hour_a_draft_of_the_last_shift_is_still_owed() -> None:
    owed = replace(DRAFT, shift=BEFORE)
    soon = desk(owed, now_us=LEAVING.start_us + 10 * MINUTE).first()
    later = desk(owed, now_us=LEAVING.start_us + HOUR).first()
    assert soon is not None
    assert later is not None
    assert (soon.shift, later.shift) == (BEFORE, LEAVING)


def test_earlier_handovers_can_be_read_again(view: HandoverView) -> None:
    view.show_desk(desk(DRAFT, EARLIER))
    texts = [view.head.box.itemText(place) for place in range(view.head.box.count())]
    assert [text.rsplit(": ", 1)[1] for text in texts] == ["Entwurf", "abgegeben und übernommen"]
    view.head.box.activated.emit(1)
    assert view.handover() == EARLIER
    view.show_desk(desk(DRAFT, EARLIER))
    assert view.handover() == EARLIER, "what the person chose stays"


def test_nothing_to_hand_over_and_nobody_to_do_it_are_said(view: HandoverView) -> None:
    view.show_desk(desk(replace(DRAFT, items=())))
    assert "nichts Besonderes" in view.stage.placeholder.sentence
    view.show_desk(desk(change=ShiftChange(None, None, None, running=False)))
    assert "plant keine Schicht" in view.stage.placeholder.sentence


def test_it_is_copied_as_text_and_written_as_page_and_pdf(
    qtbot: QtBot, view: HandoverView, tmp_path: Path
) -> None:
    """What people wrote is escaped; on paper nothing is counted down."""
    view.copy_text()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Schichtübergabe: Spätschicht 24.11.2025 14:00 – 22:00")
    assert DRAFT.remark in text
    assert "bis 19:00 · Anna · verschmutzt" in text
    for name in ("uebergabe.html", "uebergabe.pdf"):
        with qtbot.waitSignal(view.message_requested):
            view.export(tmp_path / name)
    page = (tmp_path / "uebergabe.html").read_text("utf-8")
    assert "&lt;b&gt;Muffe&lt;/b&gt; tauschen" in page
    assert (tmp_path / "uebergabe.pdf").read_bytes().startswith(b"%PDF")
    with qtbot.waitSignal(view.message_requested) as told:
        view.export(tmp_path / "fehlt" / "uebergabe.pdf")
    assert told.args is not None
    assert "konnte nicht geschrieben werden" in told.args[0]
    view.table.selectRow(row_of(view, T.NOTE))
    view.copy()
    assert "Bagger" in QGuiApplication.clipboard().text()


def test_an_alarm_that_left_the_profile_keeps_its_name() -> None:
    item = HandoverItem(T.STANDING, "weg#hi", START_US)
    line = HandoverWording(CITY).line(item, START_US, START_US)
    assert (line.what, line.rule) == ("weg#hi", None)


def test_a_look_at_the_clock_leaves_selection_and_sight_alone(view: HandoverView) -> None:
    """The console looks twice a minute whether another shift has begun."""
    row = row_of(view, T.LIMIT)
    view.table.selectRow(row)
    view.show_desk(desk(DRAFT, now_us=START_US + MINUTE))
    view.show_desk(desk(replace(DRAFT, remark="Neu"), now_us=START_US + MINUTE))
    assert view.table.selected_rows() == [row]


def test_another_year_is_named() -> None:
    """The day and the year of the handover are not."""
    wording = HandoverWording(CITY)
    assert wording.moment(START_US - 400 * 24 * HOUR, START_US) == "20.10.2024 18:00"
    assert wording.moment(START_US - 24 * HOUR, START_US) == "23.11. 17:00"
    QLocale.setDefault(QLocale("en_GB"))
    assert wording.moment(START_US - 24 * HOUR, START_US) == "23/11 17:00"
