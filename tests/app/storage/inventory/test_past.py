"""The state at a moment is what stood there then, whatever happened since."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.inventory.changes import Operation
from app.domain.inventory.queries import Filter, Operator, Query, Sort
from app.domain.inventory.records import Key
from app.storage.inventory import SqliteInventoryReader
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, create, make_inventory, remove, update

SITES = ("s0", "s1")
NAMES = (None, "Alpha", "Ärger", "Beta 9", "Beta 10")

State = dict[str, tuple[str | None, str | None]]
"""By uid of a rack: name of its site (None where it has none), its own name."""

step = st.tuples(
    st.sampled_from(("make", "rename", "move", "remove", "site")),
    st.integers(0, 5),
    st.sampled_from(SITES),
    st.sampled_from(NAMES),
)


def operations_of(
    state: dict[str, tuple[str, str | None]],
    sites: dict[str, str],
    one: tuple[str, int, str, str | None],
) -> list[Operation]:
    """Return what a step does, and do it to the model."""
    verb, number, site, name = one
    uid = f"t{number}"
    if verb == "site":
        sites[site] = name or "Leer"
        return [update("site", site, name=sites[site])]
    if verb == "make" and uid not in state:
        state[uid] = (site, name)
        return [create("space", uid=uid, site=site, kind="room", name="fest", number=name)]
    if uid not in state:
        return []
    if verb == "remove":
        del state[uid]
        return [remove("space", uid)]
    if verb == "rename":
        state[uid] = (state[uid][0], name)
        return [update("space", uid, number=name)]
    state[uid] = (site, state[uid][1])
    return [update("space", uid, site=site)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(step, max_size=3), min_size=1, max_size=12))
def test_every_moment_is_as_it_was(batches: list[list[tuple[str, int, str, str | None]]]) -> None:
    with TemporaryDirectory() as folder:
        clock = FakeClock()
        inventory = make_inventory(Path(folder), clock)
        reader = inventory.reader()
        try:
            inventory.put(*[create("site", uid=uid, name=uid, kind="school") for uid in SITES])
            state: dict[str, tuple[str, str | None]] = {}
            sites = {uid: uid for uid in SITES}
            seen: list[tuple[int, dict[str, tuple[str, str | None]], dict[str, str]]] = []
            for batch in batches:
                clock.advance(10)
                done: set[str] = set()
                operations = []
                for one in batch:
                    touched = one[2] if one[0] == "site" else f"t{one[1]}"
                    if touched not in done:
                        done.add(touched)
                        operations += operations_of(state, sites, one)
                inventory.put(*operations)
                seen.append((clock.now_us(), dict(state), dict(sites)))
            check(reader, None, state, sites)
            for at_us, then, names in seen:
                check(reader, at_us, then, names)
                check(reader, at_us + 9_999_999, then, names)
            check(reader, START_US - 1, {}, {})
        finally:
            reader.close()
            inventory.close()


def check(
    reader: SqliteInventoryReader,
    at_us: int | None,
    state: dict[str, tuple[str, str | None]],
    sites: dict[str, str],
) -> None:
    ids = reader.ids(Query("space", at_us=at_us))
    uids = reader.keys("space", ids)
    rows = reader.rows("space", ids, ["number", "site.name"], at_us)
    assert dict(zip(uids, rows, strict=True)) == {
        uid: (name, sites[site]) for uid, (site, name) in state.items()
    }
    assert reader.count(Query("space", at_us=at_us)) == len(state)
    for name in ("Alpha", "Ärger"):
        wanted = {uid for uid, (site, _) in state.items() if sites[site] == name}
        query = Query("space", [Filter("site.name", Operator.IS, (name,))], at_us=at_us)
        assert set(reader.keys("space", reader.ids(query))) == wanted
    assert {one.uid for one in reader.records("space", at_us=at_us)} == set(state)
    titles = reader.titles([Key("space", f"t{n}") for n in range(6)], at_us)
    assert {key.uid for key in titles} == set(state)
    ordered = reader.ids(Query("space", sort=[Sort("number")], at_us=at_us))
    numbers = [row[0] for row in reader.rows("space", ordered, ["number"], at_us) if row]
    assert numbers == sorted(numbers, key=lambda one: (one is None, NAMES.index(one)))


def test_removed_later_is_in_and_made_later_is_out(
    inventory: MadeInventory, clock: FakeClock
) -> None:
    reader = inventory.reader()
    inventory.put(create("vendor", uid="alt", name="Alt"))
    before = clock.now_us()
    clock.advance(1)
    inventory.put(remove("vendor", "alt"), create("vendor", uid="neu", name="Neu"))
    assert reader.keys("vendor", reader.ids(Query("vendor", at_us=before))) == ["alt"]
    assert reader.keys("vendor", reader.ids(Query("vendor"))) == ["neu"]
    assert reader.groups(Query("vendor", at_us=before), "name") == [("Alt", 1)]
    reader.close()


def test_moments_never_go_back_with_the_clock(inventory: MadeInventory, clock: FakeClock) -> None:
    first = inventory.put(create("vendor", uid="v", name="A")).transaction.at_us
    clock.advance(-3_600)
    second = inventory.put(update("vendor", "v", name="B")).transaction.at_us
    assert second == first + 1
    reader = inventory.reader()
    assert reader.record("vendor", "v", at_us=first).text("name") == "A"  # type: ignore[union-attr]
    reader.close()
