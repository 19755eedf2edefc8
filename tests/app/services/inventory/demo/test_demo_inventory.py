"""What the demo inventory must be: whole, valid, placed, labelled, and as large as promised."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from app.domain.cities import City
from app.domain.inventory.changes import Action, Changeset, FieldProblem, Origin
from app.domain.inventory.checks import problems_of
from app.domain.inventory.custom import custom_fields
from app.domain.inventory.fields import SIMULATED, FieldType
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.networks.impact import impact
from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import PATHS
from app.domain.inventory.networks.supply import Layer
from app.domain.inventory.networks.walks import trace
from app.domain.inventory.records import Key, Record
from app.services.inventory.demo import demo_inventory, expected_count, read_places
from app.services.inventory.demo.figures import DISTRICT_SOURCE
from app.services.inventory.networks import make_network
from app.services.profiles import load_city

HAMM = Path(__file__).parents[5] / "resources" / "cities" / "hamm"
NOW = int(datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp() * 1_000_000)
TODAY = "2026-11-30"


@dataclass(frozen=True)
class Made:
    """The whole inventory of Hamm, as it stands after all changesets."""

    city: City
    changesets: list[Changeset]
    kinds: dict[str, dict[str, dict[str, Any]]]

    def of(self, kind: str, /, **wanted: object) -> dict[str, dict[str, Any]]:
        return {
            uid: values
            for uid, values in self.kinds[kind].items()
            if all(values.get(name) == value for name, value in wanted.items())
        }

    def type_kind(self, asset: dict[str, Any]) -> str:
        return str(self.kinds["asset_type"][asset["type"]]["kind"])

    def assets_of(self, *kinds: str) -> dict[str, dict[str, Any]]:
        return {
            uid: one for uid, one in self.kinds["asset"].items() if self.type_kind(one) in kinds
        }


@pytest.fixture(scope="module")
def made() -> Made:
    city = load_city(HAMM)
    changesets = list(demo_inventory(city, NOW, places=read_places(city)))
    kinds: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for changeset in changesets:
        for one in changeset.operations:
            kinds[one.kind].setdefault(one.uid, {}).update(one.values)
    return Made(city, changesets, dict(kinds))


def test_every_operation_passes_the_checks_of_the_store(made: Made) -> None:
    own = custom_fields(
        [
            Record("custom_field", uid, 1, 1, values, 0)
            for uid, values in made.kinds["custom_field"].items()
        ],
        "asset",
    )
    before: dict[tuple[str, str], dict[str, Any]] = {}
    problems: list[FieldProblem] = []
    for changeset in made.changesets:
        for one in changeset.operations:
            key = (one.kind, one.uid)
            problems += problems_of(one, before.get(key), own if one.kind == "asset" else None)
            before.setdefault(key, {}).update(one.values)
    assert problems[:5] == []


def test_unique_values_are_unique(made: Made) -> None:
    for kind, records in made.kinds.items():
        for field in KINDS[kind].fields:
            if field.is_unique:
                values = [one[field.name] for one in records.values() if one.get(field.name)]
                assert len(values) == len(set(values)), (kind, field.name)


def test_references_name_records_that_were_created_before(made: Made) -> None:
    known: set[tuple[str, str]] = set()
    missing = []
    for changeset in made.changesets:
        for one in changeset.operations:
            for field in KINDS[one.kind].fields:
                value = one.values.get(field.name)
                if value is None:
                    continue
                if field.type is FieldType.REFERENCE and (field.target, value) not in known:
                    missing.append((one.kind, field.name))
                elif field.type is FieldType.ANY_REFERENCE:
                    target = one.values[field.kind_field]
                    if target not in FOREIGN_KINDS and (target, value) not in known:
                        missing.append((one.kind, field.name))
            known.add((one.kind, one.uid))
    assert Counter(missing) == {}


def test_changesets_are_bounded_and_say_where_they_come_from(made: Made) -> None:
    for changeset in made.changesets:
        assert 0 < len(changeset.operations) <= 4_000
        assert changeset.origin is Origin.GENERATED
        assert changeset.reason == "Simulierter Bestand"
        keys = [(one.kind, one.uid) for one in changeset.operations]
        assert len(keys) == len(set(keys))
        assert {one.action for one in changeset.operations} <= {Action.CREATE, Action.UPDATE}


def test_every_record_says_that_it_is_simulated_or_where_it_comes_from(made: Made) -> None:
    for kind, records in made.kinds.items():
        for values in records.values():
            assert values["source"] == (DISTRICT_SOURCE if kind == "district" else SIMULATED)


def test_names_of_records_grow_and_none_is_used_twice(made: Made) -> None:
    created = [
        one.uid
        for changeset in made.changesets
        for one in changeset.operations
        if one.action is Action.CREATE
    ]
    assert created == sorted(set(created))


def test_the_same_seed_and_moment_give_the_same_inventory(made: Made) -> None:
    city = made.city
    again = demo_inventory(city, NOW, places=read_places(city))
    assert all(one == other for one, other in zip(made.changesets, again, strict=True))


def test_another_seed_gives_another_inventory_of_the_same_size(made: Made) -> None:
    other = list(demo_inventory(made.city, NOW, seed=7, places=read_places(made.city)))
    assert other[0] != made.changesets[0]
    total = sum(len(one.operations) for one in other)
    assert total == pytest.approx(sum(len(one.operations) for one in made.changesets), rel=0.03)


def test_the_count_for_showing_progress_is_near(made: Made) -> None:
    total = sum(len(one.operations) for one in made.changesets)
    assert total == pytest.approx(expected_count(), rel=0.03)


def test_sums_are_those_of_the_city(made: Made) -> None:
    addresses = made.kinds["address"].values()
    assert len(addresses) == 40_000
    assert sum(one["households"] for one in addresses) == 90_000
    assert sum(one["business_units"] for one in addresses) == 6_500
    schools = made.kinds["school"].values()
    assert len(schools) == 52
    assert sum(one["pupils"] for one in schools) == 26_000
    assert {one["line_technology"] for one in schools} == {"fibre"}
    assert {one["pupils_per_device_target"] for one in schools} == {3.0, 5.0}
    (heessen,) = made.of("school", name="Realschule Heessen").values()
    assert heessen["pupils"] == 490
    assert sum(one["grant"] for one in made.kinds["fund"].values()) == pytest.approx(15.7e6)
    assert sum(one["own_share"] for one in made.kinds["fund"].values()) == pytest.approx(13.7e6)
    districts = made.kinds["district"].values()
    assert sum(one["inhabitants"] for one in districts) == 178_000
    assert sum(one["area_km2"] for one in districts) == pytest.approx(226.24)


def test_devices_are_as_many_as_promised(made: Made) -> None:
    assert len(made.assets_of("tablet", "notebook")) == pytest.approx(15_000, abs=200)
    assert len(made.assets_of("display", "projector")) == pytest.approx(1_700, abs=20)
    assert len(made.assets_of("access_point")) == pytest.approx(620, abs=30)
    assert 150 <= len(made.assets_of("switch")) <= 250
    assert (
        len([one for one in made.kinds["asset"].values() if "ausleihe" in one.get("tags", "")])
        == 400
    )
    assert len(made.kinds["loan"]) == 60
    states = Counter(one["state"] for one in made.kinds["loan"].values())
    assert states.keys() == {"reserved", "out", "returned", "cancelled", "lost"}
    assert (
        sum(one["state"] == "out" and one["due_on"] < TODAY for one in made.kinds["loan"].values())
        >= 7
    )
    assert len(made.of("site", kind="pop")) == 6
    assert 8_000 <= len(made.kinds["strand"]) <= 12_000
    built = [one for one in made.kinds["route"].values() if one["state"] != "planned"]
    assert sum(one["length_m"] for one in built) == pytest.approx(350_000, rel=0.01)


def test_the_known_school_has_its_known_devices(made: Made) -> None:
    (school,) = made.of("site", name="Realschule Heessen")
    points = [one for one in made.assets_of("access_point").values() if one.get("site") == school]
    assert len([one for one in points if one["state"] == "in_service"]) == 20
    tablets = [
        one
        for one in made.kinds["asset"].values()
        if one.get("order_number") == "B-2021-0023" and one.get("site") == school
    ]
    assert len(tablets) <= 107
    assert len(tablets) > 90  # some went to the store since


def test_every_device_of_the_profile_has_its_asset_where_it_stands(made: Made) -> None:
    assets = {one["device"]: one for one in made.kinds["asset"].values() if "device" in one}
    assert assets.keys() == {point.device for point in made.city.points}
    for point in made.city.points:
        site = made.kinds["site"][assets[point.device]["site"]]
        name = made.kinds["district"][site["district"]]["name"]
        (district,) = (one for one in made.city.districts if one.id == point.district)
        assert name == district.name.de
        assert point.site.de in site["name"]


def test_addresses_and_sites_lie_in_their_districts(made: Made) -> None:
    areas = {
        uid: shapely.from_wkt(one["geometry"]).buffer(5.0)
        for uid, one in made.kinds["district"].items()
    }
    for kind in ("address", "site"):
        by_district = defaultdict(list)
        for one in made.kinds[kind].values():
            by_district[one["district"]].append((one["east"], one["north"]))
        assert by_district.keys() == areas.keys()
        for district, places in by_district.items():
            assert shapely.contains_xy(areas[district], places).all(), (kind, district)


def test_postcodes_are_those_of_the_city(made: Made) -> None:
    codes = {one["postcode"] for one in made.kinds["address"].values()}
    assert codes == {f"590{number}" for number in range(63, 79, 2)}


def test_addresses_are_not_twice(made: Made) -> None:
    names = [(one["street"], one["house_number"]) for one in made.kinds["address"].values()]
    assert len(set(names)) == len(names)


def test_all_schools_have_rooms_that_do_not_overlap(made: Made) -> None:
    floors: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    sites = set()
    for one in made.of("space", kind="room").values():
        floors[one["parent"]].append(shapely.from_wkt(one["outline"]).bounds)
        sites.add(one["site"])
    assert sites >= {one["site"] for one in made.kinds["school"].values()}
    for uid, boxes in floors.items():
        floor = made.kinds["space"][uid]
        assert floor["kind"] == "floor"
        rooms = [shapely.box(*box) for box in boxes]
        whole = shapely.box(0, 0, floor["plan_width_m"], floor["plan_height_m"])
        assert shapely.union_all(rooms).area == pytest.approx(sum(room.area for room in rooms))
        assert all(whole.covers(room) for room in rooms)


def test_what_lies_on_a_plan_lies_in_its_room(made: Made) -> None:
    outside = 0
    for one in made.kinds["asset"].values():
        if "plan_x" in one:
            outline = shapely.from_wkt(made.kinds["space"][one["space"]]["outline"])
            outside += not outline.buffer(0.1).covers(shapely.Point(one["plan_x"], one["plan_y"]))
    assert outside <= 3  # access points that were put into a wrong room on purpose


def test_spaces_and_racks_belong_to_the_site_of_what_is_in_them(made: Made) -> None:
    wrong = [
        one
        for one in made.kinds["asset"].values()
        if "space" in one and made.kinds["space"][one["space"]]["site"] != one["site"]
    ]
    assert 1 <= len(wrong) <= 3
    for one in made.kinds["asset"].values():
        if "rack" in one:
            assert made.kinds["rack"][one["rack"]]["site"] == one["site"]


def test_devices_in_a_rack_do_not_meet(made: Made) -> None:
    units: dict[str, list[int]] = defaultdict(list)
    for one in made.kinds["asset"].values():
        if "rack" in one:
            height = int(made.kinds["asset_type"][one["type"]]["height_units"])
            first = int(one["rack_unit"])
            assert first >= 1
            assert first + height - 1 <= made.kinds["rack"][one["rack"]]["height_units"]
            units[one["rack"]] += range(first, first + height)
    assert units
    assert all(len(taken) == len(set(taken)) for taken in units.values())


def test_nothing_was_bought_or_built_after_today(made: Made) -> None:
    past = ("bought_on", "in_service_on", "built_on", "decommissioned_on", "out_on", "returned_on")
    for records in made.kinds.values():
        for one in records.values():
            assert all(str(one.get(name) or "") <= TODAY for name in past)


def test_some_things_are_planned_for_the_future(made: Made) -> None:
    planned = [one for one in made.kinds["asset"].values() if "planned_on" in one]
    assert len(planned) > 100
    assert sum(one["planned_on"] <= TODAY for one in planned) == 2
    assert made.of("link", state="planned")
    assert made.of("site", state="planned")
    assert made.of("route", state="built")


def test_a_strand_is_used_by_one_splice_or_link_on_each_side(made: Made) -> None:
    uses: Counter[str] = Counter()
    for splice in made.kinds["splice"].values():
        uses.update((splice["a"], splice["b"]))
    for link in made.kinds["link"].values():
        uses.update(link[end] for end in ("a", "b") if link[f"{end}_kind"] == "strand")
    assert set(uses.values()) == {2}
    used = made.of("strand", state="used")
    assert used.keys() == uses.keys()


def test_a_port_has_one_link_at_most(made: Made) -> None:
    uses: Counter[str] = Counter()
    for link in made.kinds["link"].values():
        uses.update(link[end] for end in ("a", "b") if link[f"{end}_kind"] == "port")
    assert max(uses.values()) == 1


@pytest.fixture(scope="module")
def network(made: Made) -> Network:
    rows = {
        kind: [
            tuple(uid if path == "uid" else _at(made, values, path) for path in paths)
            for uid, values in made.kinds.get(kind, {}).items()
        ]
        for kind, paths in PATHS.items()
    }
    return make_network(rows)


def _at(made: Made, values: dict[str, Any], path: str) -> Any:
    first, _, rest = path.partition(".")
    value = values.get(first)
    return made.kinds["asset_type"][str(value)][rest] if rest else value


def _fed(network: Network, made: Made) -> list[str]:
    """Return the routers that are fed from outside."""
    base = network.base["asset"]
    table = network.records["asset"]
    routers = list(made.assets_of("router"))
    nodes = np.array([base + table.row_of[uid] for uid in routers], np.int64)
    has = network.supply.has_offer(nodes, Layer.DATA).tolist()
    return [uid for uid, offered in zip(routers, has, strict=True) if not offered]


def test_everything_that_is_wired_hangs_on_the_two_sites_that_are_fed(
    made: Made, network: Network
) -> None:
    fed = _fed(network, made)
    assert len(fed) == 2
    base, rows = network.base["asset"], network.records["asset"].row_of
    failure = network.supply.fail(np.array([base + rows[uid] for uid in fed], np.int64))
    dead = set(network.uids_of(failure.dead, "asset"))
    wired = made.assets_of("access_point", "switch", "antenna", "signal_controller", "olt")
    alive = {
        one["name"]
        for uid, one in wired.items()
        if one["state"] == "in_service" and uid not in dead
    }
    lonely = ("AP ohne Anschluss", "Switch ohne Raum")
    assert {name for name in alive if not name.startswith(lonely)} == set()
    assert len([name for name in alive if name.startswith("AP")]) == 2


def test_no_single_router_and_no_part_of_the_ring_takes_a_school_of_another_site(
    made: Made, network: Network
) -> None:
    for uid in _fed(network, made):
        found = impact(network, Key("asset", uid))
        assert sum(hit.is_whole for hit in found.schools) < 20
        assert "router" not in found.assets
    for uid, route in made.kinds["route"].items():
        if route["name"].startswith("Ring"):
            found = impact(network, Key("route", uid))
            assert found.schools == ()
            assert found.assets == {}


def test_a_lost_cabinet_takes_its_schools_and_thins_large_ones(
    made: Made, network: Network
) -> None:
    hit, thinned = set(), set()
    cabinets = [
        uid for uid, one in made.of("site", kind="cabinet").items() if one["state"] == "active"
    ]
    for uid in cabinets:
        found = impact(network, Key("site", uid))
        hit |= {school.key.uid for school in found.schools if school.is_whole}
        thinned |= {key.uid for key in found.thinned}
    large = {uid for uid, one in made.kinds["school"].items() if one["pupils"] > 800}
    assert large
    assert hit == made.kinds["school"].keys() - large
    cores = [uid for uid, one in made.assets_of("switch").items() if uid in thinned]
    assert len(cores) == len(large)


def test_a_core_switch_takes_its_school_with_the_devices_of_the_profile(
    made: Made, network: Network
) -> None:
    (uid,) = (
        uid for uid, one in made.kinds["asset"].items() if one.get("device") == "switch-hammonense"
    )
    found = impact(network, Key("asset", uid))
    assert set(found.devices) == {f"ap-hammonense-{number}" for number in range(1, 5)}
    (school,) = found.schools
    assert school.name == "Gymnasium Hammonense"
    assert school.is_whole


def test_a_trace_leads_from_a_technical_site_to_the_splice_box_within_the_budget(
    made: Made, network: Network
) -> None:
    sites = {one["site"] for one in made.kinds["school"].values()}
    panels = {
        uid
        for uid, one in made.assets_of("patch_panel").items()
        if one["site"] in sites and one["name"].startswith("Spleißbox")
    }
    rears = {
        uid
        for uid, one in made.kinds["port"].items()
        if one["asset"] in panels and one["name"] == "1 hinten"
    }
    assert len(rears) == 52
    for rear in rears:
        found = trace(network, Key("port", rear))
        assert found.is_optical
        assert found.faulty() == []
        first, last = found.steps[0], found.steps[found.main_end()]
        start = made.kinds["port"][first.key.uid]
        assert made.type_kind(made.kinds["asset"][start["asset"]]) == "olt"
        assert 0.3 < last.total_db < 15


def test_the_blemishes_are_there(made: Made) -> None:
    assets = made.kinds["asset"].values()
    serials = Counter(one["serial"] for one in assets if "serial" in one)
    assert sum(count == 2 for count in serials.values()) == 3
    macs = Counter(one["mac"] for one in assets if "mac" in one)
    assert sum(count == 2 for count in macs.values()) == 1
    assert 3 <= sum(one.get("measured_state") == "silent" for one in assets) <= 9
    assert 3 <= sum(one.get("measured_state") == "never" for one in assets) <= 9
    assert sum(one.get("warranty_until", TODAY) < TODAY for one in assets) > 1_000
    assert sum("site" not in one and one["state"] == "repair" for one in assets) == 4
    waiting = [one for one in assets if "device" in one and one["state"] != "in_service"]
    assert Counter(one["state"] for one in waiting) == {"staged": 3, "decommissioned": 1}
    given: Counter[str] = Counter()
    for seat in made.kinds["licence_seat"].values():
        given[seat["licence"]] += seat["count"]
    over = [uid for uid, one in made.kinds["licence"].items() if given[uid] > one["seats"]]
    assert len(over) == 1


def test_four_schools_have_fewer_devices_than_they_should(made: Made) -> None:
    usable = [
        one["site"]
        for one in made.assets_of("tablet", "notebook").values()
        if one["state"] in {"in_service", "lent", "repair"} and "site" in one
    ]
    devices = Counter(usable)
    short = [
        one["name"]
        for one in made.kinds["school"].values()
        if one["pupils"] > devices[one["site"]] * one["pupils_per_device_target"]
    ]
    assert len(short) == 4
    assert "Realschule Heessen" not in short


def test_addresses_of_the_network_are_not_twice(made: Made) -> None:
    found = [one["ip"] for one in made.kinds["asset"].values() if "ip" in one]
    assert len(found) == len(set(found)) > 700


def test_ages_of_tablets_form_a_pyramid_of_the_years_of_funding(made: Made) -> None:
    bought = [one for one in made.assets_of("tablet").values() if "fund" in one and "tag" in one]
    years = Counter(one["bought_on"][:4] for one in bought)
    assert years.keys() == {str(year) for year in range(2020, 2026)}
    assert min(years.values()) > 500
    states = Counter(one["state"] for one in made.assets_of("tablet").values())
    assert states["in_service"] > 0.8 * states.total()
    assert states.keys() >= {"repair", "lost", "lent", "in_stock", "decommissioned", "staged"}


def test_holders_are_codes_or_places_and_never_look_like_people(made: Made) -> None:
    sites = {one["name"] for one in made.kinds["site"].values()}
    code = re.compile(r"[A-Z-]{2}-\d{5}|Klasse \d+[a-d]")
    for one in made.kinds["asset"].values():
        holder = one.get("holder")
        assert holder is None or holder in sites or code.fullmatch(holder)
    assert {one["borrower"] for one in made.kinds["loan"].values()} <= sites


def test_a_scale_multiplies_addresses_and_keeps_keys_and_sums(made: Made) -> None:
    city = made.city
    count: Counter[str] = Counter()
    keys, households = set(), 0
    for changeset in demo_inventory(city, NOW, places=read_places(city), scale=2):
        for one in changeset.operations:
            count[one.kind] += 1
            if one.kind == "address":
                keys.add(one.values["address_key"])
                households += int(str(one.values["households"]))
    assert count["address"] == len(keys) == 80_000
    assert households == 180_000
    assert count.total() == pytest.approx(expected_count(2), rel=0.03)


@pytest.mark.parametrize("scale", [0, 27])
def test_a_scale_that_names_cannot_hold_is_refused(made: Made, scale: int) -> None:
    with pytest.raises(ValueError, match="scale"):
        next(demo_inventory(made.city, NOW, places=read_places(made.city), scale=scale))
