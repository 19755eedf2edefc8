"""The same file twice changes nothing, whatever stands in it."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.inventory.imports.mapping import ColumnMapping, Match, Missing, Use, Way
from app.services.inventory.imports.planning import plan
from app.services.inventory.imports.problems import RowStatus
from app.services.tables.model import Cell
from tests.fakes.clocks import START_US
from tests.fakes.raw_tables import raw_table
from tests.inventories import make_inventory

COLUMNS = ("Nr", "Name", "Modell", "Marke", "Ort", "Preis", "Tag", "Lon", "Lat", "MAC", "Worte")
MAPPING = ColumnMapping(
    "asset",
    (
        Use(("tag",), ("Nr",)),
        Use(("name",), ("Name", "Nr"), Way.TEMPLATE, "{Name} {Nr}"),
        Use(("type.name",), ("Modell",)),
        Use(("type.vendor.name",), ("Marke",)),
        Use(("site.name",), ("Ort",)),
        Use(("cost",), ("Preis",)),
        Use(("bought_on",), ("Tag",)),
        Use(("east", "north"), ("Lon", "Lat"), Way.PLACE),
        Use(("mac",), ("MAC",)),
        Use(("tags",), ("Worte",)),
    ),
    Match(("tag",)),
    {"state": "staged", "type.kind": "switch", "site.kind": "school"},
    {"type": Missing.CREATE, "type.vendor": Missing.CREATE, "site": Missing.CREATE},
)
TEXTS = st.text(max_size=12)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-10_000, 100_000),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.booleans(),
    st.dates(),
)
NAMES = st.one_of(st.none(), st.sampled_from(["A", "b", " A ", "null", "Ä 7"]), CELLS)
ROWS = st.tuples(
    st.one_of(st.sampled_from(["1", "2", 1, 1.0, "3"]), CELLS),
    CELLS,
    st.one_of(st.just("Modell"), NAMES),
    NAMES,
    NAMES,
    st.one_of(st.floats(0, 1e5).map(lambda x: round(x, 2)), st.just("1.234,50 €"), CELLS),
    st.one_of(st.dates(), st.just("24.12.25"), CELLS),
    st.one_of(st.floats(5, 16), CELLS),
    st.one_of(st.floats(46, 56), CELLS),
    st.one_of(st.just("0A-1B-2C-3D-4E-5F"), CELLS),
    st.one_of(st.just("wlan; Ersatz, wlan"), CELLS),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(ROWS, max_size=8), st.booleans())
def test_a_file_imported_twice_changes_nothing(
    rows: list[tuple[Cell, ...]], is_counted: bool
) -> None:
    match = Match(("name", "mac"), is_counted=True) if is_counted else Match(("tag",))
    uses = tuple(use for use in MAPPING.uses if not is_counted or use.targets != ("tag",))
    mapping = ColumnMapping("asset", uses, match, MAPPING.defaults, MAPPING.missing)
    raw = raw_table(COLUMNS, *rows)
    with tempfile.TemporaryDirectory() as folder:
        inventory = make_inventory(Path(folder))
        reader = inventory.reader()
        try:
            first = plan(raw, mapping, reader, START_US)
            assert sum(first.count(status) for status in RowStatus) == len(rows)
            if not first.is_empty:
                inventory.commit(first.changeset)
            again = plan(raw, mapping, reader, START_US)
            assert again.is_empty
            assert again.errors == first.errors
            assert again.same == first.new
        finally:
            reader.close()
            inventory.close()
