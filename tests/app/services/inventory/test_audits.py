"""Audits by scan with the real store: codes are found, and what follows is carried out."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.inventory.audits import OVERDUE_US, Audit, Place, Verdict, codes_of
from app.domain.inventory.changes import Commit, Origin
from app.services.inventory.audit_codes import CodeBook, answer_of, codes_in, read_place
from app.services.inventory.audit_reports import report_csv, report_pdf, report_text
from app.services.inventory.audits import (
    Consequences,
    audit_of,
    due_places,
    finishing,
    history,
    saving,
)
from app.services.ports import InventoryReader
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create, make_inventory

SCHOOL, STORE = "a" * 32, "b" * 32
ROOM, CELLAR = "1" * 32, "2" * 32
TYPE = "c" * 32
UID = "f" * 32
ZONE = "Europe/Berlin"


def device(number: int, **values: str | None) -> dict[str, str | None]:
    usual = {
        "uid": f"{number:032x}",
        "tag": f"H-{number:03}",
        "name": f"Gerät {number}",
        "serial": f"SN{number}",
        "type": TYPE,
        "state": "in_service",
        "site": SCHOOL,
        "space": ROOM,
    }
    return {**usual, **values}


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(
        create("asset_type", uid=TYPE, name="AP 6", kind="access_point"),
        create("site", uid=SCHOOL, name="Falkschule", kind="school", code="S1"),
        create("site", uid=STORE, name="Lager Mitte", kind="store"),
        create("space", uid=ROOM, site=SCHOOL, kind="room", name="Raum 101"),
        create("space", uid=CELLAR, site=SCHOOL, kind="room", name="Keller"),
        create("asset", **device(1)),
        create("asset", **device(2, mac="0a:1b:2c:3d:4e:5f")),
        create("asset", **device(3, space=None)),
        create("asset", **device(4, state="in_stock", site=STORE, space=None)),
        create("asset", **device(5, state="lost", note="weg")),
        create("asset", **device(6, state="in_stock")),
    )
    yield made
    made.close()


@pytest.fixture
def reader(inventory: MadeInventory) -> Iterator[InventoryReader]:
    with closing(inventory.reader()) as opened:
        yield opened


def scanned(reader: InventoryReader, *codes: str, here: str = ROOM) -> tuple[Audit, Place]:
    """Return an audit of the school in which some codes were read."""
    place = read_place(reader, SCHOOL)
    assert place is not None
    audit = Audit(UID, SCHOOL, START_US).moved(here)
    for number, code in enumerate(codes):
        audit = audit.scanned(place, code, answer_of(reader, code).things, START_US + number)
    return audit, place


def finish(inventory: MadeInventory, audit: Audit, place: Place, wanted: Consequences) -> Commit:
    with closing(inventory.reader()) as reader:
        is_new = reader.record("scan_audit", audit.uid) is None
        changeset = finishing(
            reader,
            audit,
            place,
            name="Inventur Falkschule",
            consequences=wanted,
            now_us=START_US + 9,
            is_new=is_new,
        )
    return inventory.commit(changeset)


def values(reader: InventoryReader, number: int) -> dict[str, object]:
    record = reader.record("asset", f"{number:032x}")
    assert record is not None
    return dict(record.values)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("H-002", 2),
        ("h-002", 2),
        ("SN2", 2),
        ("0A1B2C3D4E5F", 2),
        (f"leitstand:asset:{2:032x}", 2),
        (f"leitstandÖassetÖ{2:032x}", 2),
        ("H-004", 4),
    ],
)
def test_a_device_is_found_by_whatever_stands_on_it(
    reader: InventoryReader, code: str, number: int
) -> None:
    assert [one.uid for one in answer_of(reader, code).things] == [f"{number:032x}"]
    place = read_place(reader, SCHOOL)
    assert place is not None
    local = [one.uid for one in CodeBook(place).things(codes_of(code))]
    assert local == ([] if number == 4 else [f"{number:032x}"])


def test_a_location_is_found_by_its_code(reader: InventoryReader) -> None:
    assert answer_of(reader, f"leitstand:site:{SCHOOL}").location == (SCHOOL, "")
    assert answer_of(reader, f"leitstand:space:{ROOM}").location == (SCHOOL, ROOM)
    assert answer_of(reader, "S1").location == (SCHOOL, "")
    assert answer_of(reader, "nichts").location is None
    assert read_place(reader, "0" * 32) is None


def test_nothing_follows_but_what_is_asked_for(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    audit, place = scanned(reader, "H-001", "H-003", "H-004", "fremd", "H-001")
    commit = finish(inventory, audit, place, Consequences(is_marked=False, has_rooms=False))
    assert [key.kind for key in commit.changed] == ["scan_audit"]
    assert commit.transaction.origin is Origin.AUDIT
    past = history(reader)[0]
    result = past.result
    assert (result.expected, result.found, result.misplaced) == (4, 2, 1)
    assert (result.unknown, result.missing, result.repeated) == (1, 2, 1)
    assert {one.title for one in past.missing} == {"H-002 Gerät 2", "H-006 Gerät 6"}


def test_devices_are_marked_moved_and_reported_lost(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    audit, place = scanned(reader, "H-001", "H-003", "H-004", "H-005")
    missing = frozenset(one.uid for one in audit.missing(place))
    wanted = Consequences(
        moves=frozenset({f"{4:032x}"}), lost=missing, returned=frozenset({f"{5:032x}"})
    )
    finish(inventory, audit, place, wanted)
    assert values(reader, 1)["audited_us"] == START_US + 9
    assert values(reader, 3)["space"] == ROOM
    moved = values(reader, 4)
    assert (moved["site"], moved["space"]) == (SCHOOL, ROOM)
    assert values(reader, 5)["state"] == "in_stock"
    assert values(reader, 2)["state"] == "lost"
    assert "nicht gefunden" in str(values(reader, 2)["note"])
    assert values(reader, 6)["state"] == "lost", "what was in stock can be lost as well"
    undone = inventory.commit(inventory.inverse(reader.transactions(1)[0].number))
    assert len(undone.changed) == 7


def test_an_audit_goes_on_where_it_was_left(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    audit, place = scanned(reader, "H-001")
    inventory.commit(saving(audit, place, "Inventur", is_new=True))
    audit = audit.moved(CELLAR).scanned(place, "fremd", (), START_US)
    inventory.commit(saving(audit, place, "Inventur", is_new=False))
    record = reader.record("scan_audit", UID)
    assert record is not None
    assert audit_of(record) == audit
    assert history(reader)[0].finished_us is None


def test_places_are_due_that_were_never_or_long_ago_audited(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    assert {(one.title, one.count, one.last_us) for one in due_places(reader, START_US)} == {
        ("Falkschule", 4, None),
        ("Lager Mitte", 1, None),
    }
    place = read_place(reader, SCHOOL)
    assert place is not None
    finish(inventory, Audit(UID, SCHOOL, START_US), place, Consequences())
    assert [one.site for one in due_places(reader, START_US + 9)] == [STORE]
    later = due_places(reader, START_US + 10 + OVERDUE_US)
    assert [(one.site, one.last_us) for one in later] == [(STORE, None), (SCHOOL, START_US + 9)]


def test_reports_say_what_is_wrong_first_and_run_no_formula(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    audit, place = scanned(reader, "H-001", "=cmd|calc", "H-004")
    finish(inventory, audit, place, Consequences())
    past = history(reader)[0]
    told = report_text(past, ZONE)
    assert told.index("nicht gefunden: H-002") < told.index("gefunden: H-001 ")
    assert "falscher Ort: H-004 Gerät 4, Lager Mitte" in told
    lines = report_csv(past, ZONE).split("\r\n")
    assert any(";'=cmd|calc;" in line for line in lines)
    assert report_pdf(past, ZONE, START_US).startswith(b"%PDF")


def test_a_list_of_codes_is_read_line_by_line() -> None:
    assert codes_in('\ufeffH-001;x\r\n"H-002"\n\n H-003\tmehr\n') == ["H-001", "H-002", "H-003"]


def test_an_unreadable_record_begins_anew(
    inventory: MadeInventory, reader: InventoryReader
) -> None:
    made = create("scan_audit", uid=UID, name="X", site=SCHOOL, started_us=START_US, lines="{}")
    inventory.put(made)
    record = reader.record("scan_audit", UID)
    assert record is not None
    assert audit_of(record).scans == ()
    assert history(reader)[0].scans == ()
    assert Verdict.FOUND not in {one.verdict for one in audit_of(record).scans}
