"""The card: what it says of a record, of the past, of several; and what it asks for."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Action
from app.domain.inventory.groups import GENERAL
from app.domain.inventory.life_cycles import Transition
from app.domain.inventory.records import Key, Record
from tests.fakes.city import make_state, make_values
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.inventory_worlds import (
    AP,
    CABLE,
    CITY,
    NOTEBOOK,
    SCHOOL,
    SITE,
    SWITCH,
    TABLET,
    World,
    make_world,
)
from tests.inventories import update
from widgets.inventory.card import InventoryCard
from widgets.inventory.card.head import steps_of
from widgets.inventory.card.reading import Summary
from widgets.inventory.panes import Acts, Wish
from widgets.inventory.table.selecting import MOST_KEYS
from widgets.theme import theme

Show = Callable[[Key], InventoryCard]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def world(tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    made = make_world(tmp_path, clock)
    yield made
    made.inventory.close()


@pytest.fixture
def card(qtbot: QtBot, world: World, clock: FakeClock) -> Iterator[InventoryCard]:
    theme().apply("light")
    made = InventoryCard()
    qtbot.addWidget(made)
    made.clock = clock
    made.resize(360, 900)
    made.set_city(CITY)
    made.set_inventory(world.inventory.reader)
    made.change_requested.connect(world.carry_out(made))
    made.show()
    qtbot.waitExposed(made)
    made.show_state(make_state(CITY))
    yield made
    made.close_feed()


@pytest.fixture
def show(qtbot: QtBot, card: InventoryCard) -> Show:
    def go(key: Key) -> InventoryCard:
        card.show_keys([key])
        qtbot.waitUntil(
            lambda: card.facts is not None and card.facts.key == key and card.is_settled
        )
        return card

    return go


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def record(world: World, key: Key) -> Record:
    with closing(world.inventory.reader()) as reader:
        found = reader.record(key.kind, key.uid)
    assert found is not None
    return found


def links(widget: QWidget, text: str) -> list[QLabel]:
    return [
        one for one in widget.findChildren(QLabel) if text in one.text() and "href" in one.text()
    ]


# --- what it says ---------------------------------------------------------------------------


def test_the_head_says_what_it_is_and_that_it_is_made_up(show: Show) -> None:
    head = show(AP).head
    assert head.title.text() == "HAM-004711 AP Raum E 04"
    assert head.kind.text() == "Access Point"
    assert (head.state.text, head.simulated.text) == ("in Betrieb", "Simulation")
    assert head.publication.text == "intern"


def test_only_filled_fields_are_shown_and_references_by_their_names(show: Show) -> None:
    text = said(show(AP))
    assert "Märkisches Gymnasium" in text
    assert "612,50" in text
    assert "Kostenstelle" in text
    assert "Bestellnummer" not in text


def test_a_reference_opens_the_record(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    (label,) = links(card.groups["Ort"], "Märkisches")
    with qtbot.waitSignal(card.open_requested) as opened:
        label.linkActivated.emit("#")
    assert opened.args == [SITE]


def test_the_book_value_is_told(show: Show) -> None:
    assert "31 von 60 Monaten abgeschrieben" in said(show(AP).groups["Geld und Gewährleistung"])


def test_links_name_the_asset_at_the_other_end(show: Show) -> None:
    assert links(show(AP).links, "HAM-000120 Switch E · Gi7")


def test_loans_are_shown_where_an_asset_is_given_out(show: Show) -> None:
    assert "Realschule Nord · ausgegeben" in said(show(NOTEBOOK).groups["Ausgabe"])


@pytest.mark.parametrize("key", [SITE, SCHOOL, CABLE, SWITCH, TABLET], ids=lambda key: key.kind)
def test_every_kind_has_a_card(show: Show, key: Key) -> None:
    card = show(key)
    assert card.head.title.text()
    assert card.stage.is_content_shown


def test_a_record_that_is_gone_says_so(qtbot: QtBot, card: InventoryCard) -> None:
    card.show_keys([Key("asset", "f" * 32)])
    qtbot.waitUntil(lambda: card.facts is not None)
    assert "gibt es nicht mehr" in card.head.refusal.text()
    assert not card.head.edit.isEnabled()


def test_nothing_selected_is_said_in_a_sentence(card: InventoryCard) -> None:
    assert "Wählen Sie einen Datensatz" in card.stage.placeholder.sentence


# --- live values ----------------------------------------------------------------------------


def test_live_values_follow_and_select_their_point(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    values = make_values(CITY)
    values[7] = 31.0
    state = make_state(CITY, values=values)
    card.show_state(replace(state, at_us=state.at_us + 2_000_000))
    assert "31" in said(card.values)
    assert "Jetzt: 1 von 1 Werten" in card.truths.now.text()
    (label,) = links(card.values, "Access Point")
    with qtbot.waitSignal(card.points_selected) as picked:
        label.linkActivated.emit("#")
    assert picked.args == [[str(CITY.points[7].id)]]


def test_the_trend_is_asked_for_by_points(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    with qtbot.waitSignal(card.trend_requested) as asked:
        card.head.ways[Acts.SHOW_TREND].click()
    assert asked.args == [[str(CITY.points[7].id)]]


def test_three_truths_that_disagree_are_named(qtbot: QtBot, world: World, show: Show) -> None:
    commit = world.inventory.put(
        update("asset", AP.uid, measured_state="silent", planned_state="decommissioned")
    )
    card = show(AP)
    card.show_commit(commit)
    qtbot.waitUntil(lambda: "gemessen wird aber nichts" in card.truths.verdict.text())
    assert "Geplant war „außer Betrieb“ ab 01.07.2023" in card.truths.verdict.text()


# --- the past -------------------------------------------------------------------------------


def test_of_the_past_it_shows_the_state_then_and_changes_nothing(
    qtbot: QtBot, world: World, clock: FakeClock, show: Show
) -> None:
    clock.advance(3_600)
    world.inventory.put(update("asset", AP.uid, name="Anders"))
    card = show(AP)
    assert "Anders" in card.head.title.text()
    past = replace(make_state(CITY), is_live=False, at_us=START_US + 60_000_000)
    card.show_state(past)
    qtbot.waitUntil(lambda: "AP Raum E 04" in card.head.title.text())
    assert "Ändern können Sie nur den gegenwärtigen Stand" in card.head.refusal.text()
    assert not card.head.edit.isEnabled()
    assert not card.head.step.isEnabled()
    assert not card.notes.add.isVisible()
    card.show_state(make_state(CITY))
    qtbot.waitUntil(lambda: "Anders" in card.head.title.text())
    assert card.head.edit.isEnabled()


def test_the_history_says_who_when_why_and_what(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    card.history.set_open(is_open=True)
    qtbot.waitUntil(lambda: bool(said(card.history)))
    text = said(card.history)
    assert "„Gewährleistung verlängert“" in text
    assert "Gewährleistung bis: 10.05.2028 → 10.05.2029" in text
    assert "Prüfung · geändert" in text


def test_the_history_of_one_field_leaves_out_the_others(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    card.history.set_open(is_open=True)
    card.history.choice.setCurrentIndex(card.history.choice.findData("warranty_until"))
    qtbot.waitUntil(lambda: bool(said(card.history)))
    text = said(card.history)
    assert "Gewährleistung bis: 10.05.2028 → 10.05.2029" in text
    assert "Eigentümer" not in text


def test_a_moment_of_the_history_is_asked_for(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    card.history.set_open(is_open=True)
    label = links(card.history, "24.11.2025")[0]
    with qtbot.waitSignal(card.time_requested) as asked:
        label.linkActivated.emit("#")
    assert asked.args[0] >= START_US


def test_who_refers_to_a_record_is_listed_now_and_in_the_past(qtbot: QtBot, show: Show) -> None:
    card = show(SITE)
    assert "Geräte (4)" in said(card.referrers)
    card.show_moment(START_US + 60_000_000)
    qtbot.waitUntil(lambda: card.is_settled and "Geräte (4)" in said(card.referrers))
    assert links(card.referrers, "HAM-000120 Switch E")


# --- steps of the life cycle ----------------------------------------------------------------


def step_to(card: InventoryCard, after: str) -> Transition:
    assert card.facts is not None
    return next(one for one in steps_of(card.facts) if one.after == after)


def test_a_step_that_needs_nothing_more_is_taken_at_once(
    qtbot: QtBot, world: World, show: Show
) -> None:
    card = show(TABLET)
    card.head.step_wanted.emit(step_to(card, "staged"))
    assert record(world, TABLET).get("state") == "staged"
    qtbot.waitUntil(lambda: card.head.state.text == "vorbereitet")
    assert not card.step_panel.isVisible()


def test_a_step_asks_for_its_fields_and_refuses_at_the_field(world: World, show: Show) -> None:
    card = show(TABLET)
    card.head.step_wanted.emit(step_to(card, "lent"))
    panel = card.step_panel
    assert list(panel.editors) == ["holder", "custody_until"]
    panel.go.click()
    assert "„Ausgegeben an“" in panel.editors["holder"].problem
    assert record(world, TABLET).get("state") == "in_stock"
    panel.editors["holder"].set_value("Realschule Nord")
    panel.editors["custody_until"].set_value("2026-03-01")
    panel.go.click()
    assert record(world, TABLET).get("holder") == "Realschule Nord"
    assert not panel.isVisible()


def test_a_step_on_an_old_version_says_so_and_reads_again(
    qtbot: QtBot, world: World, show: Show
) -> None:
    card = show(TABLET)
    world.inventory.put(update("asset", TABLET.uid, name="Inzwischen anders"))
    card.head.step_wanted.emit(step_to(card, "staged"))
    assert "inzwischen geändert" in card.step_panel.problem.text()
    qtbot.waitUntil(lambda: "Inzwischen anders" in card.head.title.text())


# --- notes ----------------------------------------------------------------------------------


def test_a_note_is_written_changed_and_removed(qtbot: QtBot, world: World, show: Show) -> None:
    card = show(AP)
    notes = card.notes
    notes.add.click()
    notes.save.click()
    assert notes.problem.text() == "Bitte schreiben Sie einen Text."
    notes.level.setCurrentIndex(notes.level.findData("problem"))
    notes.box.setPlainText("Neu verkabelt")
    notes.save.click()
    qtbot.waitUntil(lambda: "Neu verkabelt" in said(notes))
    assert not notes.form.isVisible()
    assert card.facts is not None
    note = next(one for one in card.facts.notes if one.get("text") == "Neu verkabelt")
    assert note.get("level") == "problem"
    notes.write(note)
    notes.box.setPlainText("Neu verkabelt und geprüft")
    notes.save.click()
    qtbot.waitUntil(lambda: "und geprüft" in said(notes))
    notes.remove(card.facts.notes[0])
    qtbot.waitUntil(lambda: card.facts is not None and len(card.facts.notes) == 1)


# --- several --------------------------------------------------------------------------------


def test_of_several_records_it_says_what_they_share(qtbot: QtBot, card: InventoryCard) -> None:
    card.show_keys([AP, SWITCH, TABLET])
    qtbot.waitUntil(card.summary.isVisible)
    text = said(card.summary)
    assert "3 Datensätze ausgewählt" in text
    assert "2.922,50" in text
    assert "in Betrieb" in text
    assert "Märkisches Gymnasium" in text
    with qtbot.waitSignal(card.act_requested) as asked:
        card.summary.bulk.click()
    assert asked.args == [Acts.BULK, [AP, SWITCH, TABLET]]


def test_records_of_several_kinds_cannot_be_edited_together(
    qtbot: QtBot, card: InventoryCard
) -> None:
    card.show_keys([AP, SITE])
    qtbot.waitUntil(card.summary.isVisible)
    assert not card.summary.bulk.isEnabled()
    assert "von einer Art" in card.summary.bulk.toolTip()


def test_another_language_and_other_colours_leave_what_is_shown(show: Show) -> None:
    card = show(AP)
    QApplication.sendEvent(card, QEvent(QEvent.Type.LanguageChange))
    theme().apply("dark")
    assert card.head.title.text() == "HAM-004711 AP Raum E 04"
    assert card.head.edit.text() == "Bearbeiten"


# --- hands ----------------------------------------------------------------------------------


def test_acts_are_asked_for_with_the_record(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    with qtbot.waitSignal(card.act_requested) as asked:
        card.head.edit.click()
    assert asked.args == [Acts.EDIT, [AP]]


def test_sections_fold_by_keyboard_and_stay_so(show: Show) -> None:
    card = show(AP)
    section = card.groups["Ort"]
    section.button.setFocus()
    QTest.keyClick(section.button, Qt.Key.Key_Space)
    assert not section.body.isVisible()
    state = card.save_state()
    section.set_open(is_open=True)
    card.restore_state(state)
    assert not section.is_open


def test_only_the_newest_selection_is_shown(qtbot: QtBot, card: InventoryCard) -> None:
    for key in (AP, SITE, CABLE):
        card.show_keys([key])
    qtbot.waitUntil(lambda: card.facts is not None)
    assert card.facts is not None
    assert card.facts.key == CABLE


def test_a_wish_carries_the_version_that_was_seen(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    wishes: list[Wish] = []
    card.change_requested.connect(wishes.append)
    assert card.facts is not None
    assert card.facts.record is not None
    rev = card.facts.record.rev
    card.head.step_wanted.emit(step_to(card, "in_stock"))
    (operation,) = wishes[0].changeset.operations
    assert (operation.action, operation.rev) == (Action.UPDATE, rev)


def test_truths_and_buttons_are_whole_in_a_narrow_card(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    card.resize(290, 700)
    qtbot.waitUntil(lambda: card.is_settled)
    content = card._one.widget()
    assert content is not None
    qtbot.waitUntil(lambda: content.width() <= card._one.viewport().width())
    buttons = (card.head.edit, card.head.step)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
    labels = [one for one in card.truths.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    # The button that goes below the other takes room a turn later.
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))
    assert labels
    card.resize(600, 700)
    qtbot.waitUntil(lambda: card.head.edit.y() == card.head.step.y())


def test_what_is_measured_in_the_past_is_not_called_now(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    state = make_state(CITY)
    card.truths.show_state(CITY, card.values.rows, replace(state, is_live=False))
    assert card.truths.now.text().startswith("Damals: ")


def test_more_records_than_are_told_one_by_one_are_not_called_all(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    keys = [Key("asset", f"{n:032x}") for n in range(MOST_KEYS)]
    summary = Summary(keys, {"asset": MOST_KEYS}, {})
    card.summary.show_summary(summary, card._says, is_past=False)
    assert card.summary.heading.text() == "Die ersten 2.000 der ausgewählten Datensätze"


def test_escape_leaves_a_step(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    qtbot.waitUntil(lambda: card.is_settled)
    card.head.steps.actions()[0].trigger()
    assert card.step_panel.is_busy
    QTest.keyClick(card.step_panel, Qt.Key.Key_Escape)
    assert not card.step_panel.is_busy


def test_tab_goes_through_the_card_from_top_to_bottom(qtbot: QtBot, show: Show) -> None:
    card = show(AP)
    values, general = card.values.button, card.groups[GENERAL].button
    between = []
    one = values.nextInFocusChain()
    assert one is not None
    while one is not general:
        between.append(one)
        following = one.nextInFocusChain()
        assert following is not None
        one = following
        assert len(between) < 500
    assert set(links(card.values, "Access Point")) <= set(between)
