"""Other rules for the same alarms: what they say of them follows, nothing else moves."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, AlarmState, Priority
from app.domain.cities import City
from app.domain.texts import Text
from app.services.rulesets import with_rule, without_rule
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.entries import AlarmBook
from widgets.alarms.list import AlarmListView
from widgets.alarms.strip import AlarmStrip

CITY = make_city(300)
FIRST, SECOND, THIRD = CITY.rules[:3]
URGENT = with_rule(CITY, replace(FIRST, priority=Priority.CRITICAL, message=Text("Ganz schlimm")))


def with_alarms(alarms: dict[AlarmId, AlarmState], city: City = CITY) -> CityState:
    return make_state(city, alarms=alarms, changed=())


def standing(*names: AlarmId) -> dict[AlarmId, AlarmState]:
    return {name: make_alarm() for name in names}


def test_only_alarms_of_other_rules_are_made_anew() -> None:
    book = AlarmBook(CITY)
    alarms = standing(FIRST.id, SECOND.id)
    book.entries(alarms)
    kept = book.entry(SECOND.id)
    changes = book.renew(URGENT)
    assert [entry.id for entry in changes.changed] == [FIRST.id]
    assert changes.gone == []
    assert book.entries(alarms)[0].message == "Ganz schlimm"
    assert "ganz schlimm" in book.search_text(book.entries(alarms)[0])
    assert book.entry(SECOND.id) is kept


def test_what_became_a_mere_event_goes_and_comes_back_as_an_alarm() -> None:
    book = AlarmBook(CITY)
    alarms = standing(FIRST.id)
    book.entries(alarms)
    changes = book.renew(with_rule(CITY, replace(FIRST, is_event=True)))
    assert changes.gone == [FIRST.id]
    assert book.entries(alarms) == []
    assert [entry.id for entry in book.renew(CITY).changed] == [FIRST.id]
    assert [entry.id for entry in book.entries(alarms)] == [FIRST.id]


def test_an_alarm_without_a_rule_stays_in_sight() -> None:
    book = AlarmBook(CITY)
    alarms = standing(FIRST.id)
    book.entries(alarms)
    book.renew(without_rule(CITY, FIRST.id))
    (entry,) = book.entries(alarms)
    assert "nicht mehr im Profil" in entry.message


def test_the_list_keeps_selection_and_rows(qtbot: QtBot) -> None:
    view = AlarmListView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    view.show_state(with_alarms(standing(FIRST.id, SECOND.id, THIRD.id)))
    view.table.select_rows([view.model.place(SECOND.id)])
    resets: list[bool] = []
    view.model.modelReset.connect(lambda: resets.append(True))
    view.set_rules(URGENT)
    assert view.selected_alarm() == SECOND.id
    assert view.model.rowCount() == 3
    assert not resets
    place = view.model.place(FIRST.id)
    assert view.model.row(place).texts[AlarmColumn.MESSAGE] == "Ganz schlimm"
    view.close()


def test_the_strip_says_it_in_the_new_words_at_once(qtbot: QtBot) -> None:
    strip = AlarmStrip()
    qtbot.addWidget(strip)
    strip.set_city(CITY)
    strip.show_state(with_alarms(standing(FIRST.id)))
    strip.set_rules(URGENT)
    assert strip._newest is not None
    assert strip._newest.message == "Ganz schlimm"
    assert strip._newest.rule.priority is Priority.CRITICAL
    strip.set_rules(with_rule(CITY, replace(FIRST, is_event=True)))
    assert strip._newest is None
