"""Proposals of pairs: what speaks for them, what against, and what is not bound at all."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cities import City
from app.domain.inventory.records import Key
from app.services.inventory.binding_facts import (
    Asset,
    Device,
    PointBinding,
    Stock,
    devices_of,
    kinds_of,
)
from app.services.inventory.binding_proposals import LEAST, Matcher, overview_of
from tests.fakes.network_city import CORE, network_city

AP = Device(
    "ap-nordschule-2", "access_point", ("access_point",), "Nordschule", "netz",
    addresses=("SW.nordschule.2",), points=("ap2.online", "ap2.rx"), east=417_000.0,
    north=5_726_000.0,
)  # fmt: skip
ASSET = Asset("1", "HAM-1", "AP 02 Nordschule", "access_point", site_name="Nordschule")


def test_a_device_is_known_by_name_number_place_and_kind_and_says_so() -> None:
    others = [
        replace(ASSET, uid="2", name="AP 01 Nordschule"),
        replace(ASSET, uid="3", name="Tafel 2", kind="display"),
        replace(ASSET, uid="4", site_name="Südschule", name="AP 02 Südschule"),
    ]
    best, *_ = Matcher([AP], [*others, ASSET]).assets_for(AP)
    assert best.asset is ASSET
    assert best.is_clear
    for words in ("ähneln sich", "Nummer 2", "Standort „Nordschule“", "Die Art passt"):
        assert words in best.reason


@pytest.mark.parametrize(
    ("field", "value", "address"),
    [
        ("ip", "10.1.2.34", "10.1.2.34:161"),
        ("mac", "00:1b:2c:3d:4e:5f", "devices/001B2C3D4E5F/up"),
        ("serial", "FCW-35AC28", "site/fcw-35ac28"),
    ],
)
def test_an_address_that_names_the_record_outweighs_its_name(
    field: str, value: str, address: str
) -> None:
    device = replace(AP, name="x", site="", addresses=(address,), east=None, north=None)
    facts: dict[str, Any] = {field: value}
    named = replace(ASSET, uid="9", name="ganz anders", site_name="", **facts)
    found = Matcher([device], [ASSET, named]).assets_for(device)
    assert found[0].asset is named
    assert value in found[0].reason


def test_addresses_whose_digits_run_alike_are_not_taken_for_one() -> None:
    device = replace(AP, name="x", site="", addresses=("10.1.23.4",), east=None, north=None)
    named = replace(ASSET, name="", site_name="", ip="10.12.3.4")
    assert Matcher([device], [named]).assets_for(device) == []


def test_a_record_of_another_kind_at_the_far_end_of_the_city_is_no_proposal() -> None:
    far = replace(
        ASSET, name="Kamera 7", kind="camera", site_name="Hafen", east=425_000.0, north=5_726_000.0
    )
    assert Matcher([AP], [far]).devices_for(far) == []


def test_two_that_fit_alike_are_told_and_not_taken_unseen() -> None:
    twin = replace(ASSET, uid="2", tag="HAM-2")
    (pair,) = Matcher([AP], [ASSET, twin]).pairs()
    assert pair.rival
    assert not pair.is_clear


def test_pairs_stop_when_nobody_wants_them_any_more() -> None:
    assert Matcher([AP], [ASSET]).pairs(lambda: False) == []


devices = st.builds(
    replace,
    st.just(AP),
    name=st.text("ap-12 näß", min_size=1, max_size=12),
    site=st.sampled_from(["", "Nordschule", "Süd"]),
    east=st.one_of(st.none(), st.floats(410_000, 430_000)),
)
assets = st.builds(
    replace,
    st.just(ASSET),
    uid=st.text("abc", min_size=1, max_size=3),
    name=st.text("AP 12 näß", max_size=12),
    kind=st.sampled_from(["access_point", "switch", "other", ""]),
    site_name=st.sampled_from(["", "Nordschule", "Süd"]),
    ip=st.sampled_from(["", "10.1.2.3"]),
)


@given(
    st.lists(devices, max_size=6, unique_by=lambda one: one.name),
    st.lists(assets, max_size=8, unique_by=lambda one: one.uid),
)
def test_no_device_and_no_record_is_proposed_twice_whatever_they_are_called(
    some: list[Device], records: list[Asset]
) -> None:
    pairs = Matcher(some, records).pairs()
    assert len({one.device.name for one in pairs}) == len(pairs)
    assert len({one.asset.uid for one in pairs}) == len(pairs)
    assert all(LEAST <= one.score <= 100 and one.reason for one in pairs)
    assert pairs == sorted(pairs, key=lambda one: -one.score)


# ---- what is bound -------------------------------------------------------------------------------


def test_what_is_loose_unknown_bare_and_bound_twice_is_told_apart() -> None:
    other, third = replace(AP, name="b", points=("b.x",)), replace(AP, name="c", points=("c.x",))
    holder = replace(ASSET, uid="1", device=AP.name, state="in_service")
    unknown = replace(ASSET, uid="2", device="gibt-es-nicht", state="in_service")
    bare = replace(ASSET, uid="3", state="in_service")
    gone = replace(ASSET, uid="4", state="disposed")
    single = replace(ASSET, uid="5", state="in_service")
    stock = Stock(
        (holder, unknown, bare, gone, single),
        (
            PointBinding("r1", Key("asset", "5"), "ap2.rx"),
            PointBinding("r2", Key("asset", "5"), "c.x"),
            PointBinding("r3", Key("site", "s"), "ap2.online"),
        ),
    )
    found = overview_of([AP, other, third], stock)
    assert found.loose == (other,)  # the third has a record for each of its points
    assert found.unknown == (unknown,)
    assert found.bare == (bare,)
    assert [(one.point, [it.uid for it in one.owners]) for one in found.twice] == [
        ("ap2.rx", ["5", "1"])
    ]
    assert (found.bound, found.devices) == (1, 3)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("hall_ap", "access_point"),
        ("core_switch", "switch"),
        ("street_light", "light"),
        ("weather_station", "sensor"),
        ("", "sensor"),
    ],
)
def test_the_kind_of_a_device_says_what_it_may_be(words: str, kind: str) -> None:
    assert kinds_of(words)[0] == kind


def test_devices_of_a_city_know_where_they_are_asked() -> None:
    city: City = network_city()
    core, access = devices_of(city)
    assert (core.agent, access.agent) == (CORE, "ap.example")
    assert core.source == str(city.sources[0].id)
    assert set(core.points) | set(access.points) == {str(one.id) for one in city.points}
    assert core.east is not None
    assert core.is_simulated
