"""What devices say of themselves against their records, up to a real agent on the wire."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import Operation, Origin
from app.domain.sources import DeviceIdentity, NeighbourIdentity, PortIdentity, SourceState
from app.services.inventory.identities import Comparison, compare, measured_changeset
from connectors.simulated_city.snmp_side import SnmpSide
from connectors.simulated_city.world import World
from tests.connectors.polling.rigs import asking, until
from tests.connectors.simulated_city.plants import now_us
from tests.fakes.network_city import AP, CORE, network_city
from tests.inventories import MadeInventory, create, make_inventory, new_uid, update

TYPE, SWITCH, OTHER, FAR = (new_uid() for _ in range(4))
IDENTITY = DeviceIdentity(
    "10.1.2.3",
    1,
    name="sw-nord.netz.example",
    model="CS-24P",
    serials=("SN-1", "MODUL"),
    ports=(PortIdentity(1, "Te1/1", mac="02:00:00:00:00:01", speed_mbit_s=10_000.0),),
)


def records() -> list[Operation]:
    return [
        create("vendor", uid="5" * 32, name="Netzwerk AG"),
        create("asset_type", uid=TYPE, name="CS-24P", kind="switch", vendor="5" * 32),
        create("asset", uid=SWITCH, name="Switch Nord", type=TYPE, state="staged"),
        create("asset", uid=OTHER, name="Switch Süd", type=TYPE, state="staged", device="sw-sued"),
        create("asset", uid=FAR, name="Switch West", type=TYPE, state="staged", serial="SN-9"),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(*records())
    yield made
    made.close()


def compared(store: MadeInventory, identity: DeviceIdentity, uid: str = SWITCH) -> Comparison:
    reader = store.reader()
    try:
        found = compare(reader, uid, identity)
    finally:
        reader.close()
    assert found is not None
    return found


def test_what_the_record_does_not_say_yet_is_ready_to_be_taken(store: MadeInventory) -> None:
    found = compared(store, IDENTITY)
    by_field = {one.field: one for one in found.differences}
    assert by_field["serial"].sentence == (
        "Seriennummer: gemessen „SN-1“, im Bestand steht noch nichts."
    )
    assert {name for name, one in by_field.items() if one.is_chosen} == {"serial", "mac", "ip"}
    assert not by_field["name"].is_chosen
    assert "Modell" in found.agreeing
    taken = [one for one in found.differences if one.is_chosen]
    commit = store.commit(measured_changeset({found.key: (found, taken)}, new_uid))
    assert commit.transaction.origin is Origin.MEASURED
    again = compared(store, IDENTITY)
    assert [one.field for one in again.differences] == ["name"]
    assert set(again.agreeing) == {"Seriennummer", "MAC-Adresse", "IP-Adresse", "Modell"}


def test_what_contradicts_the_record_is_shown_with_both_and_left_to_a_person(
    store: MadeInventory,
) -> None:
    store.put(update("asset", SWITCH, serial="SN-2"))
    found = compared(store, replace(IDENTITY, serials=("SN-9",)))
    one = next(one for one in found.differences if one.field == "serial")
    assert one.sentence == "Seriennummer: gemessen „SN-9“, im Bestand „SN-2“."
    assert not one.is_chosen
    assert any("Switch West" in remark and "getauscht" in remark for remark in found.remarks)


def test_an_unknown_model_becomes_one_new_type_for_all_that_have_it(store: MadeInventory) -> None:
    chosen = {}
    for uid in (SWITCH, OTHER):
        found = compared(store, replace(IDENTITY, model="Kern 2410", serials=()), uid)
        chosen[found.key] = (found, [one for one in found.differences if one.field == "type"])
    store.commit(measured_changeset(chosen, new_uid))
    reader = store.reader()
    (made,) = reader.find("asset_type", "name", ["Kern 2410"])["Kern 2410"]
    assert set(reader.find("asset", "type", [made])[made]) == {SWITCH, OTHER}
    reader.close()


def test_neighbours_are_compared_with_recorded_connections(store: MadeInventory) -> None:
    mine, theirs, west = new_uid(), new_uid(), new_uid()
    store.put(
        create("port", uid=mine, asset=SWITCH, name="Te1/1", kind="fibre"),
        create("port", uid=west, asset=FAR, name="Te1/1", kind="fibre"),
        create("port", uid=theirs, asset=SWITCH, name="Te1/2", kind="fibre"),
        create("link", kind="fibre", state="in_service", a_kind="port", a=mine, b_kind="port",
               b=west),
    )  # fmt: skip
    told = (
        NeighbourIdentity(1, "x", "1", name="sw-sued.netz.example"),
        NeighbourIdentity(7, "02:ff:00:00:00:00", "1", name="niemand"),
    )
    found = compared(store, replace(IDENTITY, neighbours=told))
    (link,) = [one for one in found.differences if one.field == "link"]
    assert "Te1/1" in link.sentence
    assert any("Switch West" in one for one in found.remarks)
    assert any("niemand" in one for one in found.remarks)
    store.commit(measured_changeset({found.key: (found, [link])}, new_uid))
    again = compared(store, replace(IDENTITY, neighbours=told))
    assert "Verbindung zu sw-sued.netz.example" in again.agreeing
    assert not [one for one in again.differences if one.field == "link"]


def test_two_devices_that_see_each_other_give_one_connection(store: MadeInventory) -> None:
    store.put(update("asset", SWITCH, device="sw-nord"))
    chosen = {}
    for uid, other in ((SWITCH, "sw-sued"), (OTHER, "sw-nord")):
        identity = replace(IDENTITY, neighbours=(NeighbourIdentity(1, "x", "1", name=other),))
        found = compared(store, identity, uid)
        chosen[found.key] = (found, [one for one in found.differences if one.field == "link"])
    changeset = measured_changeset(chosen, new_uid)
    assert [one.kind for one in changeset.operations] == ["link"]


@pytest.mark.parametrize(
    ("own", "supplies"), [("switch", True), ("access_point", False), ("router", True)]
)
def test_the_device_nearer_to_the_core_is_the_supplying_end(
    store: MadeInventory, own: str, *, supplies: bool
) -> None:
    other = new_uid()
    store.put(
        create("asset_type", uid=(kind := new_uid()), name="Ohne Typ", kind="other"),
        create("asset", uid=other, name="Etwas", type=kind, state="staged", device="etwas"),
    )
    told = replace(IDENTITY, neighbours=(NeighbourIdentity(1, "x", "1", name="etwas"),))
    reader = store.reader()
    found = compare(reader, SWITCH, told, own)
    reader.close()
    assert found is not None
    (link,) = [one for one in found.differences if one.field == "link"]
    (made,) = measured_changeset({found.key: (found, [link])}, new_uid).operations
    assert (made.values["a"] == SWITCH) is supplies


def test_a_record_that_is_gone_has_no_comparison(store: MadeInventory) -> None:
    reader = store.reader()
    assert compare(reader, "f" * 32, IDENTITY) is None
    reader.close()


texts = st.text(max_size=12)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path_factory.mktemp("identities"))
    made.put(*records())
    yield made
    made.close()


@given(
    st.builds(
        DeviceIdentity,
        agent=texts,
        measured_us=st.just(1),
        name=texts,
        model=texts,
        serials=st.lists(texts, max_size=3).map(tuple),
        ports=st.lists(
            st.builds(PortIdentity, index=st.integers(0, 9), name=texts, mac=texts), max_size=3
        ).map(tuple),
        neighbours=st.lists(
            st.builds(NeighbourIdentity, st.integers(0, 9), texts, texts, name=texts), max_size=3
        ).map(tuple),
        is_whole=st.booleans(),
    )
)
def test_whatever_a_device_says_it_can_be_held_against_a_record(
    shared: MadeInventory, identity: DeviceIdentity
) -> None:
    found = compared(shared, identity)
    assert all(one.sentence for one in found.differences)
    assert identity.is_whole or found.remarks


def test_a_simulated_switch_is_asked_on_the_wire_and_taken_into_the_record(
    store: MadeInventory,
) -> None:
    city = network_city()
    store.put(
        update("asset", SWITCH, device="kern"), update("asset", OTHER, device="ap", name="AP")
    )

    async def scene() -> DeviceIdentity:
        side = SnmpSide(World(city, has_incidents=False), 0, now_us)
        await side.start()
        try:
            async with asking(side.url, city.points, timeout_s=2.0) as (connector, _):
                await until(lambda: connector.health().state is SourceState.ONLINE)
                return await connector.identify(CORE)
        finally:
            await side.stop()

    identity = asyncio.run(scene())
    assert AP in {one.name for one in identity.neighbours}
    found = compared(store, identity)
    by_field = {one.field: one for one in found.differences}
    assert {"serial", "mac", "type", "link"} <= by_field.keys()
    store.commit(measured_changeset({found.key: (found, list(found.differences))}, new_uid))
    again = compared(store, identity)
    assert not again.differences
    assert {"Seriennummer", "MAC-Adresse", "Modell"} <= set(again.agreeing)
