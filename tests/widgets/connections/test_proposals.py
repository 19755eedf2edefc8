"""What is proposed for a node, and that the profile takes it as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import PointKind, State
from app.domain.sources import BrowseNode
from app.domain.texts import Text
from app.services.profiles import append_points, check_city, find_city, load_city
from tests.fakes.city import make_city
from widgets.connections.draft_checks import Checker
from widgets.connections.node_mime import FoundNode
from widgets.connections.proposals import as_point, parse_states, propose

CITY = make_city(60)
HAMM = load_city(find_city("hamm"))


@pytest.mark.parametrize(
    ("node", "parent", "id_"),
    [
        (BrowseNode("v3/a@ttn/devices/luft-7/up", "no2", item="/no2"), "up", "q.luft-7.no2"),
        (BrowseNode("application/7/device/x/event/up", "t", item="/t"), "up", "q.x.t"),
        (BrowseNode("nsu=urn:hamm:lsa;s=LSA114.Program", "Program"), "", "q.lsa114.program"),
        (BrowseNode("nsu=urn:hamm:lsa;i=2258", "Zähler"), "LSA 3", "q.lsa-3-zaehler"),
    ],
)
def test_the_id_comes_from_what_the_address_tells(node: BrowseNode, parent: str, id_: str) -> None:
    assert propose(FoundNode("q", node, parent), CITY, (), 1).id == id_


@pytest.mark.parametrize(
    ("data_type", "unit", "value", "kind", "decimals"),
    [
        ("Boolean", "", "true", PointKind.STATE, 0),
        ("Text", "", "lädt", PointKind.STATE, 0),
        ("Zahl", "kWh", "812.25", PointKind.COUNTER, 2),
        ("Int32", "", "3", PointKind.ANALOG, 0),
        ("Double", "°C", "", PointKind.ANALOG, 1),
    ],
)
def test_kind_and_decimals_follow_type_unit_and_value(
    data_type: str, unit: str, value: str, kind: PointKind, decimals: int
) -> None:
    node = BrowseNode("a/b", "b", data_type=data_type, unit=unit, value=value)
    draft = propose(FoundNode("lora", node), CITY, (), 1)
    assert (draft.kind, draft.decimals) == (kind, decimals)


@pytest.mark.parametrize("symbol", ["µg/m³", "μg/m3", "ug_m3"])
def test_a_unit_is_known_by_any_way_to_write_it(symbol: str) -> None:
    draft = propose(FoundNode("lora", BrowseNode("a", "a", unit=symbol)), CITY, (), 1)
    assert draft.unit == "ug_m3"


def test_a_node_like_a_known_point_is_proposed_like_it() -> None:
    like = next(point for point in HAMM.points if point.address.item == "/no2")
    node = BrowseNode("v3/x@ttn/devices/neu/up", "no2", item="/no2", value="17")
    draft = propose(FoundNode(str(like.source), node, "neu"), HAMM, (), 1)
    assert (draft.unit, draft.interval_s) == (like.unit.id, like.interval_s)
    assert (draft.decimals, draft.field) == (like.decimals, like.field)


def test_a_number_without_unit_asks_for_one_rather_than_guess() -> None:
    draft = propose(FoundNode("lora", BrowseNode("a/b", "b", value="17.5")), CITY, (), 1)
    assert draft.unit == ""


def test_states_are_written_as_people_write_them() -> None:
    assert parse_states("0 = aus; 1=lädt [Charging];") == (
        State(0, Text("aus")),
        State(1, Text("lädt"), "Charging"),
    )
    assert parse_states("aus, ein") is None


def test_what_is_proposed_is_taken_by_the_profile_as_it_is(tmp_path: Path) -> None:
    broker = next(str(source.id) for source in HAMM.sources if source.kind == "mqtt")
    server = next(str(source.id) for source in HAMM.sources if source.kind == "opcua")
    found = [
        FoundNode(broker, BrowseNode("neu/bad", "temp", item="/t", unit="°C", value="2.5"), "bad"),
        FoundNode(broker, BrowseNode("neu/tor", "tor", data_type="Boolean", value="true")),
        FoundNode(broker, BrowseNode("neu/modus", "modus", data_type="Text", value='a"b\\')),
        FoundNode(server, BrowseNode("nsu=urn:neu;s=P1.kWh", "kWh", unit="kWh"), "P1"),
    ]
    taken: set[str] = set()
    drafts = []
    for number, one in enumerate(found):
        drafts.append(propose(one, HAMM, taken, number))
        taken.add(drafts[-1].id)
    assert Checker(HAMM).check(drafts) == [{}, {}, {}, {}]
    overlay = tmp_path / "points.toml"
    append_points(overlay, [as_point(draft, HAMM) for draft in drafts])
    city, problems = check_city(find_city("hamm"), overlay)
    assert not problems
    assert city is not None
    added = {str(point.id): point for point in city.points if str(point.id) in taken}
    assert added == {draft.id: as_point(draft, HAMM) for draft in drafts}


@given(
    address=st.text(max_size=40), name=st.text(max_size=30), unit=st.text(max_size=6),
    value=st.text(max_size=12), kind=st.sampled_from(["Text", "Zahl", "Boolean", ""]),
)  # fmt: skip
def test_no_node_breaks_the_proposal_or_its_check(
    address: str, name: str, unit: str, value: str, kind: str
) -> None:
    node = BrowseNode(address, name, unit=unit, value=value, data_type=kind)
    draft = propose(FoundNode("lora", node, name), CITY, (), 1)
    (wrong,) = Checker(CITY).check([draft])
    assert all(sentence.strip() for sentence in wrong.values())
