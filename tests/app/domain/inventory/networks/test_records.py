"""Rows of the networks: found by uid, named in words, silent about what is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.fields import Value
from app.domain.inventory.networks.network import NODE_KINDS, Network
from app.domain.inventory.networks.records import (
    PATHS,
    NetworkRecords,
    Table,
    number_of,
    whole,
)
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon, made_schools


def titled(made: MadeNetwork, kind: str, name: str) -> str:
    return made.network().records.title(made.key(kind, name))


def test_a_value_is_found_by_its_record_and_path() -> None:
    table = Table("district", [("d1", "Heessen"), ("d2", None)])
    assert len(table) == 2
    assert table.uid(1) == "d2"
    assert table.get("d1", "name") == "Heessen"
    assert table.column("name") == ["Heessen", None]
    assert table.text("d2", "name") == ""


def test_a_record_that_is_not_there_has_no_values() -> None:
    table = Table("district")
    assert len(table) == 0
    assert table.get("d1", "name") is None
    assert table.text("d1", "name") == ""


def test_only_records_of_the_networks_kinds_are_there() -> None:
    made = made_pon()
    records = made.network().records
    assert records.has(made.key("asset", "olt"))
    assert not records.has(made.key("site", "olt"))
    assert not records.has(Key("vendor", made.uid("olt")))


def test_an_asset_is_called_by_its_name_else_its_number_else_the_end_of_its_uid() -> None:
    made = MadeNetwork().asset("olt")
    values = made.values["asset"][made.uid("olt")]
    assert titled(made, "asset", "olt") == "olt"
    del values["name"]
    assert titled(made, "asset", "olt") == "SIM-00000"
    del values["tag"]
    assert titled(made, "asset", "olt") == made.uid("olt")[-8:]


def test_fibres_and_tubes_are_called_by_their_numbers() -> None:
    made = MadeNetwork().cable("K", 3, 2)
    assert titled(made, "strand", "K.3") == "1"
    assert titled(made, "tube", "K/2") == "2"
    del made.values["strand"][made.uid("K.3")]["number"]
    assert titled(made, "strand", "K.3") == made.uid("K.3")[-8:]


def test_a_radio_system_is_called_by_who_runs_it_and_how() -> None:
    made = MadeNetwork()
    made.add("radio_site", "mast", operator="Stadtfunk", technology="5G")
    made.add("radio_site", "neu", operator="Stadtfunk")
    assert titled(made, "radio_site", "mast") == "Stadtfunk 5G"
    assert titled(made, "radio_site", "neu") == "Stadtfunk"


def test_a_splice_is_called_by_its_place_in_the_closure() -> None:
    made = made_pon()
    assert titled(made, "splice", "muffe: F1.1 – F2.1") == "1/1"
    made.splice("muffe", "F1.5", "F2.5")
    assert titled(made, "splice", "muffe: F1.5 – F2.5") == "–/–"


def test_what_has_no_name_of_its_own_is_called_by_its_uid() -> None:
    made = made_schools(1)
    relation = next(iter(made.values["relation"]))
    records = made.network().records
    assert records.title(Key("relation", relation)) == relation
    assert records.title(Key("vendor", "v1")) == "v1"
    assert records.title(made.key("district", "Bezirk")) == "Heessen"


@pytest.mark.parametrize(
    ("value", "number", "count"),
    [(2, 2.0, 2), (2.9, 2.9, 2), ("2", None, 7), (None, None, 7)],
)
def test_only_numbers_are_numbers(value: Value, number: float | None, count: int) -> None:
    assert number_of(value) == number
    assert whole(value, 7) == count


@given(st.dictionaries(st.sampled_from(NODE_KINDS), st.integers(0, 3)))
def test_nodes_are_numbered_without_gaps_and_found_again(counts: dict[str, int]) -> None:
    rows = {
        kind: [(f"{kind}{n}", *[None] * (len(PATHS[kind]) - 1)) for n in range(count)]
        for kind, count in counts.items()
    }
    network = Network(NetworkRecords(rows))
    keys = [network.key(node) for node in range(network.count)]
    assert [key.kind for key in keys] == [
        kind for kind in NODE_KINDS for _ in range(counts.get(kind, 0))
    ]
    assert [network.node_of[key.uid] for key in keys] == list(range(network.count))
