"""Real files import with the layouts the program knows, and every row is accounted for."""

from pathlib import Path

import pytest

from app.services.inventory.imports.known import KNOWN
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.recognising import recognise, what_moved
from app.services.tables.reading import read_table
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory

SAMPLES = Path(__file__).resolve().parents[6] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


REGISTER = "charging/ladesaeulenregister"


@pytest.mark.parametrize(
    ("path", "profile", "counts"),
    [
        (f"{REGISTER}_00__2017-04-11.xlsx", "Ladesäulenregister 2017", (1784, 0, 6)),
        (f"{REGISTER}_10__2018-03-07.xlsx", "Ladesäulenregister 2018", (4403, 0, 58)),
        (f"{REGISTER}_25__2019-07-19.xlsx", "Ladesäulenregister 2019", (9690, 0, 5)),
        ("schools/berlin_bandbreiten_2020.csv", "Schulanschlüsse Berlin 2020", (734, 1, 0)),
        ("addresses/hauskoordinaten_essen_4647.zip", "Hauskoordinaten Essen", (102_981, 4, 0)),
    ],
)
def test_counts_equal_the_files_rows_and_again_changes_nothing(
    inventory: MadeInventory, path: str, profile: str, counts: tuple[int, int, int]
) -> None:
    rows, errors, warnings = counts
    raw = read_table(SAMPLES / path)
    found = recognise(raw, KNOWN)
    assert found is not None
    assert found.profile.name == profile
    assert what_moved(found, raw) == []
    reader = inventory.reader()
    try:
        outcome = plan(raw, found.mapping, reader, START_US)
        assert (len(raw.rows), outcome.new + outcome.errors) == (rows, rows)
        assert (outcome.errors, outcome.warning_count) == (errors, warnings)
        assert {one.row for one in outcome.problems if not one.is_warning} == {
            row for row, status in enumerate(outcome.statuses) if status == 3
        }
        inventory.commit(outcome.changeset)
        again = plan(raw, found.mapping, reader, START_US)
        assert (again.is_empty, again.same) == (True, rows - errors)
    finally:
        reader.close()


def test_a_later_register_is_recognised_by_an_earlier_layout(inventory: MadeInventory) -> None:
    earlier = next(one for one in KNOWN if one.name == "Ladesäulenregister 2018")
    raw = read_table(SAMPLES / "charging" / "ladesaeulenregister_25__2019-07-19.xlsx")
    found = recognise(raw, [earlier])
    assert found is not None
    told = what_moved(found, raw)
    assert told[0] == "Die Kopfzeile steht jetzt in Zeile 6 statt in Zeile 5."
    assert any("Neu ist die Spalte „Allgemeine Informationen / Bundesland“" in one for one in told)
    assert not any("fehlt" in one or "steht jetzt an" in one for one in told)
    reader = inventory.reader()
    assert plan(raw, found.mapping, reader, START_US).new == 9690
    reader.close()
