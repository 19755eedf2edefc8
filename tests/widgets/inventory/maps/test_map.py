"""The map of the inventory: what is read and when, one selection, cards, the table's query."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.services.maps.sources import MapSource
from tests.fakes.city import make_state
from tests.fakes.map_views import LUFT_1, device, ground_city
from tests.fakes.maps import FakeCanvas
from tests.inventories import MadeInventory, create, make_inventory, new_uid, remove, update
from widgets.inventory.maps import InventoryMap
from widgets.inventory.panes import Acts
from widgets.map.protocol import Mode
from widgets.map.view import MapView
from widgets.theme import theme

SITE, POP, ROUTE, ASSET, TYPE = (new_uid() for _ in range(5))
EAST, NORTH = 418_231.3, 5_726_181.2
SIGNALS = (
    "keys_selected",
    "open_requested",
    "act_requested",
    "message_requested",
    "points_selected",
)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    store = make_inventory(tmp_path)
    line = f"LINESTRING ({EAST} {NORTH}, {EAST + 100} {NORTH})"
    store.put(
        create("site", uid=SITE, name="Schule", kind="school", east=EAST, north=NORTH),
        create("site", uid=POP, name="PoP", kind="pop", east=EAST + 900.0, north=NORTH),
        create("route", uid=ROUTE, name="T1", geometry=line, state="built"),
        create("asset_type", uid=TYPE, name="AP", kind="access_point"),
        create("asset", uid=ASSET, name="drin", type=TYPE, state="staged", site=SITE),
    )
    yield store
    store.close()


class Bench:
    """The pane on screen, with a hand on what its page says."""

    def __init__(self, qtbot: QtBot, store: MadeInventory) -> None:
        self.qtbot, self.store, self.opened = qtbot, store, 0
        self.canvas = FakeCanvas()
        self.pane = InventoryMap(MapView(self.canvas, "bestand"))
        qtbot.addWidget(self.pane, before_close_func=lambda pane: pane.close_feed())
        self.heard: dict[str, list[Any]] = defaultdict(list)
        for name in SIGNALS:
            getattr(self.pane, name).connect(lambda *got, name=name: self.heard[name].append(got))
        self.pane.resize(900, 640)
        self.pane.set_city(ground_city())
        self.pane.set_inventory(self._open)

    def _open(self) -> Any:
        self.opened += 1
        return self.store.reader()

    def show(self) -> None:
        self.pane.show()
        self.qtbot.waitExposed(self.pane)
        self.pane.show_state(make_state(ground_city()))
        self.canvas.become_ready()
        self.until(lambda: {"sites", "routes", "assets"} <= set(self.pane.feed.contents))
        self.qtbot.wait(1)

    def until(self, is_so: Any) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=15_000)

    def settle(self) -> None:
        """Wait until all that was asked for is answered: answers come in their order."""
        answers: list[object] = []
        work = self.pane.feed._work
        work.ask(self.pane, lambda: None, answers.append, answers.append)
        self.until(lambda: answers)
        self.qtbot.wait(1)

    def features(self, name: str) -> list[dict[str, Any]]:
        source = self.pane.view.stage._sources[f"records-{name}"]
        assert isinstance(source, MapSource)
        rows: list[dict[str, Any]] = json.loads(source.data)["features"]
        return rows

    def marked(self) -> list[str]:
        return [one["properties"]["k"] for one in self.features("chosen")]

    def feature(self, name: str, uid: str) -> dict[str, Any]:
        """Return a record as the page describes it."""
        row = next(one for one in self.features(name) if one["properties"]["k"] == uid)
        layer, source = f"records:{name}", f"records-{name}"
        told = row["properties"]
        return {"layer": layer, "source": source, "id": row["id"], "key": uid, "properties": told}

    def say(self, on: str, **more: Any) -> None:
        self.canvas.say({"on": on, **more})
        self.settle()

    def click(self, *features: dict[str, Any], on: str = "click", ctrl: bool = False) -> None:
        place = {"place": [7.82, 51.68], "x": 40, "y": 30}
        self.say(on, features=list(features), keys={"ctrl": ctrl}, **place)

    def names(self, name: str) -> set[str]:
        return {one["properties"]["n"] for one in self.features(name)}


@pytest.fixture
def bench(qtbot: QtBot, store: MadeInventory) -> Bench:
    return Bench(qtbot, store)


@pytest.fixture
def seen(bench: Bench) -> Bench:
    bench.show()
    return bench


def test_nothing_is_read_and_no_engine_starts_before_it_is_seen(bench: Bench) -> None:
    bench.pane.show_keys([Key("site", SITE)])
    bench.qtbot.wait(1)
    assert bench.opened == 0
    assert not bench.canvas.condition.is_failed
    bench.show()
    bench.settle()
    assert bench.names("sites") == {"Schule", "PoP"}
    assert bench.marked() == [SITE]  # what was selected before is marked, too


def test_only_layers_that_are_seen_are_read(seen: Bench) -> None:
    assert "addresses" not in seen.pane.feed.contents
    layers = seen.pane.view.live.layers
    wanted = [replace(one, is_visible=True) if "addresses" in one.id else one for one in layers]
    seen.pane.view.arranged.show(wanted)
    seen.until(lambda: "addresses" in seen.pane.feed.contents)


def test_what_lives_is_off_at_first_and_the_legend_tells_of_records(seen: Bench) -> None:
    live = seen.pane.view.live
    visible = {one.id for one in live.layers if one.is_visible}
    assert not [one for one in visible if one.startswith(("points", "alarms", "works"))]
    assert {one.name.de for one in live.legend()} >= {"Schule", "Technikstandort (PoP)"}


def test_a_click_selects_ctrl_adds_and_takes_away_the_ground_clears(seen: Bench) -> None:
    seen.click(seen.feature("sites", SITE), seen.feature("routes", ROUTE))
    seen.click(seen.feature("routes", ROUTE), ctrl=True)
    assert set(seen.marked()) == {SITE, ROUTE}
    seen.click(seen.feature("sites", SITE), ctrl=True)
    seen.click()
    both = [Key("site", SITE), Key("route", ROUTE)]
    expected = [both[:1], both, both[1:], []]
    assert [keys for (keys,) in seen.heard["keys_selected"]] == expected
    assert seen.marked() == []


def test_a_second_click_selects_what_lies_below(seen: Bench) -> None:
    stack = (seen.feature("sites", SITE), seen.feature("routes", ROUTE))
    for _ in range(3):
        seen.click(*stack)
    chosen = [keys[0].kind for (keys,) in seen.heard["keys_selected"]]
    assert chosen == ["site", "route", "site"]


def test_of_sites_at_one_place_the_one_that_is_drawn_on_top_is_chosen(seen: Bench) -> None:
    below, above = seen.feature("sites", POP), seen.feature("sites", SITE)
    below["properties"] = {**below["properties"], "q": 0}
    seen.click(below, above)
    assert seen.heard["keys_selected"][-1] == ([Key("site", SITE)],)


def test_what_lives_is_still_selected_as_points(seen: Bench) -> None:
    seen.click(device("luft-1"))
    assert seen.heard["points_selected"] == [(LUFT_1,)]
    assert seen.heard["keys_selected"] == []


def test_the_selection_of_others_is_marked_without_an_echo(seen: Bench) -> None:
    before = len(seen.canvas.sent("fit"))
    seen.pane.show_keys([Key("asset", ASSET)])
    seen.settle()
    assert seen.marked() == [ASSET]  # at its site
    assert seen.heard["keys_selected"] == []
    assert len(seen.canvas.sent("fit")) == before  # nobody asked to go there


def test_going_to_records_moves_the_camera_and_says_what_is_nowhere(seen: Bench) -> None:
    seen.pane.show_on_map([Key("site", POP), Key("asset_type", TYPE)])
    seen.settle()
    fit = seen.canvas.last("fit")
    assert fit["box"][0] < 7.83 < fit["box"][2]
    assert "1 ausgewählten" in seen.heard["message_requested"][-1][0]
    seen.pane.show_on_map([Key("asset_type", TYPE)])
    seen.settle()
    assert seen.heard["message_requested"][-1] == ("Von dieser Auswahl ist kein Ort bekannt.",)


def test_a_rectangle_selects_what_is_drawn_inside(seen: Bench) -> None:
    seen.pane.view.set_mode(Mode.RECTANGLE)
    around = [[7.81, 51.67], [7.825, 51.69]]
    seen.say("drawn", mode=str(Mode.RECTANGLE), coordinates=around)
    (keys,) = seen.heard["keys_selected"][-1]
    assert set(keys) == {Key("site", SITE), Key("route", ROUTE)}
    seen.say("drawn", mode=str(Mode.RECTANGLE), coordinates=[[7.0, 51.0], [7.1, 51.1]])
    assert "kein Datensatz" in seen.heard["message_requested"][-1][0]


def test_a_cluster_selects_all_of_its_records(seen: Bench) -> None:
    rows = [one["id"] for one in seen.features("sites")]
    seen.say("cluster", source="records-sites", ids=rows, place=[7.8, 51.6], x=1, y=1)
    (keys,) = seen.heard["keys_selected"][-1]
    assert set(keys) == {Key("site", SITE), Key("site", POP)}


def test_the_card_tells_title_kind_and_state_and_what_is_restricted(seen: Bench) -> None:
    card = seen.pane.view.card
    seen.say("hover", feature=seen.feature("routes", ROUTE), x=40, y=30)
    seen.until(card.isVisible)
    content = card.content
    assert content is not None
    assert (content.title, content.subtitle) == ("T1", "Trasse")
    assert [(one.name, one.value) for one in content.lines] == [("Zustand", "gebaut")]
    assert content.note.startswith("Eingeschränkt")
    seen.say("hover", feature=None, x=0, y=0)
    assert not card.isVisible()


def test_a_card_counts_findings_and_clusters(seen: Bench) -> None:
    feature = seen.feature("sites", SITE)
    feature["properties"] = {**feature["properties"], "f": 2, "c": 7}
    content = seen.pane.pointing._card(seen.pane.feed.contents["sites"].layer, _parsed(feature))
    assert [one.value for one in content.lines] == ["7", "2"]
    feature["properties"] = {"leaves": [0, 1]}
    content = seen.pane.pointing._card(seen.pane.feed.contents["sites"].layer, _parsed(feature))
    assert content.title == "2 Standorte"


def _parsed(raw: dict[str, Any]) -> Any:
    from widgets.map.protocol import Feature  # noqa: PLC0415 - only here

    return Feature.of(raw)


def test_a_double_click_opens_and_the_menu_asks(seen: Bench) -> None:
    seen.click(seen.feature("sites", SITE), on="double")
    assert seen.heard["open_requested"] == [(Key("site", SITE),)]
    seen.click(seen.feature("sites", POP), on="menu")
    assert seen.heard["keys_selected"][-1] == ([Key("site", POP)],)
    menu = seen.pane.make_menu(Key("site", POP))
    for action in menu.actions()[1:]:
        action.trigger()
    acts = [name for name, _ in seen.heard["act_requested"]]
    assert acts == [Acts.SHOW_TABLE, Acts.EDIT, Acts.IMPACT, Acts.SHOW_TWIN]


def test_the_map_follows_the_table_where_a_person_wants_that(seen: Bench) -> None:
    schools = Query("site", (Filter("kind", Operator.IS, ("school",)),))
    seen.pane.show_query(schools)
    seen.settle()
    assert seen.names("sites") == {"Schule", "PoP"}
    seen.pane.only.setChecked(True)
    seen.until(lambda: seen.names("sites") == {"Schule"})
    seen.until(lambda: seen.names("routes") == set())
    assert seen.pane.note.text().startswith("Zu sehen: ")
    seen.pane.show_query(Query("asset"))
    seen.settle()
    assert seen.features("sites")[0]["properties"]["c"] == 1
    seen.pane.only.setChecked(False)
    seen.until(lambda: seen.names("routes") == {"T1"})


def test_a_layer_that_is_off_is_seen_when_the_table_shows_it(
    seen: Bench, store: MadeInventory
) -> None:
    store.put(create("cable", name="K1", route=ROUTE))
    seen.pane.show_query(Query("cable"))
    seen.pane.only.setChecked(True)
    seen.until(lambda: "cables" in seen.pane.feed.contents and seen.names("cables") == {"K1"})
    seen.pane.show_query(Query("vendor"))
    seen.settle()
    assert seen.pane.note.text() == "Zu dieser Tabelle ist kein Ort bekannt."


def test_only_what_a_change_touched_is_read_again(seen: Bench, store: MadeInventory) -> None:
    seen.settle()
    before = dict(seen.pane.feed.contents)
    seen.pane.show_commit(store.put(update("site", SITE, name="Gymnasium")))
    seen.until(lambda: seen.names("sites") == {"Gymnasium", "PoP"})
    seen.settle()
    after = seen.pane.feed.contents
    assert [name for name in before if before[name] is not after[name]] == ["sites"]
    opened = seen.opened
    seen.pane.show_commit(store.put(create("vendor", name="Firma")))
    seen.qtbot.waitUntil(lambda: not seen.pane.feed._later.isActive())
    seen.settle()
    assert seen.opened == opened


def test_nothing_is_read_while_nobody_sees_it_and_all_of_it_afterwards(
    seen: Bench, store: MadeInventory
) -> None:
    seen.settle()
    seen.pane.hide()
    opened = seen.opened
    seen.pane.show_commit(store.put(update("site", SITE, name="Y")))
    seen.qtbot.waitUntil(lambda: not seen.pane.feed._later.isActive())
    seen.settle()
    assert seen.opened == opened
    seen.pane.show()
    seen.until(lambda: seen.names("sites") == {"Y", "PoP"})


def test_a_marked_record_that_moves_is_marked_at_its_new_place(
    seen: Bench, store: MadeInventory
) -> None:
    seen.pane.show_keys([Key("site", SITE)])
    seen.settle()
    (before,) = seen.features("chosen")
    seen.pane.show_commit(store.put(update("site", SITE, east=EAST + 500.0)))
    seen.settle()
    (after,) = seen.features("chosen")
    assert before["geometry"] != after["geometry"]
    seen.pane.show_commit(store.put(remove("site", POP)))


def test_a_moment_of_the_past_is_drawn_as_it_was(seen: Bench, store: MadeInventory) -> None:
    seen.pane.show_moment(1)
    seen.settle()
    assert seen.names("sites") == set()
    opened = seen.opened
    seen.pane.show_commit(store.put(update("site", SITE, name="X")))
    seen.settle()
    assert seen.opened == opened  # the past does not change
    seen.pane.show_moment(None)
    seen.until(lambda: seen.names("sites") == {"X", "PoP"})


def test_it_remembers_whether_it_follows_the_table(seen: Bench) -> None:
    seen.pane.only.setChecked(True)
    state = seen.pane.save_state()
    seen.pane.only.setChecked(False)
    seen.pane.restore_state(state)
    assert seen.pane.only.isChecked()
    seen.pane.restore_state({})
    assert not seen.pane.only.isChecked()


def test_the_legend_speaks_the_language_of_the_screen(seen: Bench) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    seen.pane.retranslate()
    names = {one.name.in_language("en") for one in seen.pane.view.live.legend()}
    assert "School" in names
    assert "Schule" not in names
