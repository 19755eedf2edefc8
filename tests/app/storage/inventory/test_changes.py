"""Changes happen together or not at all, and what must not be is refused with a reason."""

import pytest

from app.domain.inventory.changes import (
    Action,
    Changeset,
    Commit,
    ConflictError,
    Operation,
    RefusedError,
)
from app.domain.inventory.queries import Filter, Operator, Query, Sort
from app.domain.inventory.records import Key
from app.services.ports import StoppedError
from app.storage.inventory import SqliteInventoryReader
from tests.app.storage.inventory.records import asset
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, create, remove, update


def refused(inventory: MadeInventory, *operations: Operation) -> list[tuple[str, str, str]]:
    before = inventory.counts()
    with pytest.raises(RefusedError) as caught:
        inventory.put(*operations)
    assert inventory.counts() == before
    return [(one.key.uid, one.field, one.reason) for one in caught.value.problems]


def test_a_record_keeps_its_versions(
    school: MadeInventory, reader: SqliteInventoryReader, clock: FakeClock
) -> None:
    clock.advance(60)
    commit = school.put(update("asset", "a1", rev=1, name="Neu", cost=None))
    record = reader.record("asset", "a1")
    assert record is not None
    assert (record.rev, record.valid_from, record.changed_by) == (
        2,
        START_US + 60_000_000,
        "Prüfung",
    )
    assert record.values == {
        "tag": "INV-a1",
        "name": "Neu",
        "type": "ap",
        "state": "in_stock",
        "site": "nord",
        "space": "raum",
        "tags": "|wlan|neu|",
    }
    assert commit.changed == (Key("asset", "a1"),)
    earlier = reader.record("asset", "a1", at_us=START_US)
    assert earlier is not None
    assert (earlier.rev, earlier.id, earlier.valid_to) == (1, record.id, record.valid_from)
    assert earlier.text("name") == "Übergabe"


def test_numbers_of_rows_are_never_used_again(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(remove("asset", "a3"))
    school.put(asset("a4"))
    assert reader.ids_of("asset", ["a3", "a4"]) == [3, 4]
    assert reader.keys("asset", [3, 4]) == ["a3", "a4"]
    assert reader.rows("asset", [3], ["name"]) == [None]


def test_what_changes_nothing_leaves_nothing(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    told: list[Commit] = []
    school.listen(told.append)
    commit = school.put(
        update("asset", "a1", name="Übergabe", cost=120.5, owner=""), update("asset", "a2", cost=80)
    )
    assert commit.transaction.number == 0
    assert commit.changed == ()
    assert told == []
    assert reader.transactions()[0].number == 1
    part = school.put(update("asset", "a1", name="Übergabe"), update("asset", "a2", cost=81.0))
    assert part.changed == (Key("asset", "a2"),)
    assert told == [part]


def test_a_change_of_an_older_version_is_a_conflict(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    """Two people edit the same record: the second one is shown what the first one made of it."""
    school.put(update("asset", "a1", rev=1, name="Erste"))
    with pytest.raises(ConflictError) as caught:
        school.put(update("asset", "a2", name="Mit"), update("asset", "a1", rev=1, name="Zweite"))
    current = caught.value.current[Key("asset", "a1")]
    assert current is not None
    assert (current.rev, current.text("name")) == (2, "Erste")
    assert reader.rows("asset", [1, 2], ["name"]) == [("Erste",), ("Ueber Land",)]
    school.put(update("asset", "a1", name="Wie auch immer"))
    school.put(remove("asset", "a2"))
    for gone in (update("asset", "a2", name="x"), remove("asset", "a2")):
        with pytest.raises(ConflictError) as caught:
            school.put(gone)
        assert caught.value.current == {Key("asset", "a2"): None}


def test_required_fields_wrong_values_and_unknown_fields_are_refused(
    school: MadeInventory,
) -> None:
    found = refused(
        school,
        create("asset", uid="x1", state="in_stock", site="nord", tag="T"),
        asset("x2", mac="quatsch", cost=-1, bought_on="gestern", nothing=1),
        update("site", "nord", name=None),
        update("site", "sued", name="Gut", east=float("inf")),
        update("asset", "a1", rack_unit=1, name="halbes \ud800 Zeichen"),
    )
    assert [(uid, field) for uid, field, _ in found if field] == [
        ("x1", "type"),
        ("x2", "nothing"),
        ("nord", "name"),
        ("sued", "east"),
        ("a1", "name"),
    ]


def test_every_wrong_value_of_a_record_is_named(school: MadeInventory) -> None:
    found = refused(school, asset("x2", mac="quatsch", cost=-1, bought_on="gestern"))
    assert {field for _, field, _ in found} == {"mac", "cost", "bought_on"}
    huge = refused(school, create("district", uid="d", name="Groß", inhabitants=2**70))
    assert {field for _, field, _ in huge} == {"inhabitants"}


def test_references_into_nothing_are_refused(school: MadeInventory) -> None:
    found = refused(
        school,
        asset("x", site="weg"),
        create("link", uid="l", kind="fibre", state="planned", a_kind="asset", a="weg",
               b_kind="point", b="irgendein-punkt"),
    )  # fmt: skip
    assert [(uid, field) for uid, field, _ in found] == [("x", "site"), ("l", "a")]
    # of the outside nothing is known, and records of the same change count
    school.put(
        create(
            "link", kind="fibre", state="planned", a_kind="asset", a="neu", b_kind="point", b="p"
        ),
        asset("neu"),
    )


def test_a_reference_to_what_is_removed_in_the_same_change_is_refused(
    school: MadeInventory,
) -> None:
    found = refused(school, asset("x", space="halle", site="nord"), remove("space", "halle"))
    assert ("x", "space") in [(uid, field) for uid, field, _ in found]


def test_a_record_others_refer_to_stays(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    [(uid, field, reason)] = refused(school, remove("site", "sued"))
    assert (uid, field) == ("sued", "")
    assert "1 Gerät" in reason
    school.put(create("journal_note", uid="n", subject_kind="asset", subject="a3", text="Notiz",
                      at_us=1))  # fmt: skip
    assert refused(school, remove("asset", "a3"))[0][0] == "a3"
    school.put(remove("site", "sued"), remove("asset", "a3"), remove("journal_note", "n"))
    assert reader.record("site", "sued") is None


def test_unique_values_are_taken_once(school: MadeInventory, reader: SqliteInventoryReader) -> None:
    [(uid, field, reason)] = refused(school, asset("x", tag="INV-a1"))
    assert (uid, field) == ("x", "tag")
    assert "Übergabe" in reason
    assert refused(school, asset("x", tag="N"), asset("y", tag="N"))[0][:2] == ("y", "tag")
    school.put(asset("p", state="needed", tag=None), asset("q", state="needed", tag=""))


def test_unique_values_may_change_hands_in_one_change(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(update("asset", "a1", tag="INV-a2"), update("asset", "a2", tag="INV-a1"))
    school.put(asset("x", tag="INV-a3"), remove("asset", "a3"))
    assert reader.find("asset", "tag", ["INV-a1", "INV-a2", "INV-a3"]) == {
        "INV-a1": ["a2"],
        "INV-a2": ["a1"],
        "INV-a3": ["x"],
    }
    line = reader.history(Key("asset", "a1"))[0]
    assert (line.before, line.after) == ({"tag": "INV-a1"}, {"tag": "INV-a2"})
    assert [one.before["tag"] for one in reader.history(Key("asset", "a3"))[:1]] == ["INV-a3"]


def test_steps_of_a_life_are_guarded(school: MadeInventory) -> None:
    assert refused(school, update("asset", "a1", state="disposed"))[0][1] == "state"
    assert refused(school, update("asset", "a1", state="in_service"))[0][1] == "in_service_on"
    school.put(update("asset", "a1", state="in_service", in_service_on="2026-01-05"))


def test_fields_of_peoples_own_are_checked_found_and_sorted(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(
        create("custom_field", kind="asset", name="farbe", label="Farbe", type="choice",
               choices="rot; blau", position=1),
        create("custom_field", kind="asset", name="gewicht", label="Gewicht", type="decimal"),
    )  # fmt: skip
    assert list(reader.custom_fields("asset")) == ["gewicht", "farbe"]
    assert (
        refused(school, update("asset", "a1", custom='{"farbe": "lila"}'))[0][1] == "custom.farbe"
    )
    school.put(
        update("asset", "a1", custom='{"gewicht": 9.5, "farbe": "rot"}'),
        update("asset", "a2", custom='{"gewicht": 10}'),
    )
    assert school.put(update("asset", "a1", custom='{"farbe":"rot","gewicht":9.5}')).changed == ()
    assert reader.rows("asset", [1, 3], ["custom.gewicht", "custom.farbe"]) == [
        (9.5, "rot"),
        (None, None),
    ]
    heavy = Filter("custom.gewicht", Operator.AT_LEAST, (9.6,))
    assert list(reader.ids(Query("asset", [heavy]))) == [2]
    assert list(reader.ids(Query("asset", sort=[Sort("custom.gewicht", True)]))) == [2, 1, 3]
    assert reader.find("asset", "custom.farbe", ["rot"]) == {"rot": ["a1"]}
    assert reader.groups(Query("asset"), "custom.farbe") == [(None, 2), ("rot", 1)]


def test_a_change_that_is_stopped_changes_nothing(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return done == 0

    changeset = Changeset([asset(f"m{n}") for n in range(3_000)])
    with pytest.raises(StoppedError):
        school.commit(changeset, progress)
    assert seen == [(0, 3_000), (2_000, 3_000)]
    assert reader.count(Query("asset")) == 3
    assert len(school.commit(changeset).changed) == 3_000


def test_one_record_twice_no_name_or_no_kind_are_refused(school: MadeInventory) -> None:
    assert refused(school, update("asset", "a1", name="x"), remove("asset", "a1"))
    assert refused(school, Operation(Action.CREATE, "vendor", "", {"name": "x"}))
    assert refused(school, Operation(Action.CREATE, "nothing", "n", {}))
    assert refused(school, asset("a1"))


def test_settings_are_written_although_a_change_was_refused(school: MadeInventory) -> None:
    refused(school, asset("x", site="weg"))
    written: list[object] = []
    school.database.write(written.append)
    assert school.database.flush(10)
    assert len(written) == 1
    assert school.database.notices == []


@pytest.mark.expects_warnings
def test_an_answer_that_fails_stops_nothing(school: MadeInventory) -> None:
    def done(answer: object) -> None:
        raise ValueError(answer)

    school.submit(Changeset([update("asset", "a1", name="x")]), done)
    assert school.put(update("asset", "a1", name="y")).changed
