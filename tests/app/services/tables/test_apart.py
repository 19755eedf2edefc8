"""Tables are read in a child process: the same table comes, whatever happens to the child."""

import datetime as dt
import io
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.tables import (
    ApartReader,
    CancelledError,
    Cell,
    Layout,
    RawTable,
    TableError,
)
from app.services.tables.apart import serve
from app.services.tables.reading import read_table
from app.services.tables.wire import (
    End,
    Fault,
    Head,
    Order,
    Rows,
    Step,
    receive,
    send,
    send_table,
    table_of,
)

CHILD = [
    sys.executable,
    "-c",
    "from app.services.tables.apart import serve_process; raise SystemExit(serve_process())",
]

_CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.text(max_size=6), st.booleans(), st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False), st.dates(), st.datetimes(),
    st.datetimes(timezones=st.just(dt.UTC)),
)  # fmt: skip


def table(rows: list[tuple[Cell, ...]], width: int) -> RawTable:
    return RawTable(
        "a.csv", "csv", Layout(separator=";", decimal_comma=True),
        tuple(f"S{index}" for index in range(width)), rows, list(range(2, len(rows) + 2)),
        ("Blatt",), ("Satz.",), "ff", "EPSG:25832",
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data(), width=st.integers(1, 4))
def test_every_cell_arrives_as_it_was(data: st.DataObject, width: int) -> None:
    sent = table(data.draw(st.lists(st.tuples(*[_CELLS] * width), max_size=5)), width)
    wire = io.BytesIO()
    send_table(wire, sent)
    wire.seek(0)
    rows, numbers = [], []
    head = receive(wire)
    assert isinstance(head, Head)
    while isinstance(message := receive(wire), Rows):
        rows += message.rows
        numbers += message.numbers
    assert isinstance(message, End)
    assert table_of(head, rows, numbers) == sent
    kinds = [[type(cell) for cell in row] for row in rows]
    assert kinds == [[type(cell) for cell in row] for row in sent.rows]


def test_large_tables_come_in_pieces(tmp_path: Path) -> None:
    wire = io.BytesIO()
    send_table(wire, table([(1, "x", None)] * 50_000, 3))
    wire.seek(0)
    head = receive(wire)
    assert isinstance(head, Head)
    sizes = []
    while isinstance(message := receive(wire), Rows):
        sizes.append(len(message.rows))
    assert sum(sizes) == head.count == 50_000
    assert max(sizes) * 3 <= 12_000
    with pytest.raises(TableError, match="nicht vollständig"):
        table_of(head, [], [])


def served(path: Path, layout: Layout | None = None) -> list[object]:
    asked, answered = io.BytesIO(), io.BytesIO()
    send(asked, Order(str(path), layout or Layout()))
    asked.seek(0)
    assert serve(asked, answered) == 0
    answered.seek(0)
    return list(iter(lambda: receive(answered), None))


def test_child_tells_progress_then_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    answers = served(path)
    assert isinstance(answers[0], Step)
    assert [type(answer) for answer in answers[-3:]] == [Head, Rows, End]
    (fault,) = served(tmp_path / "fehlt.csv")
    assert isinstance(fault, Fault)
    assert "fehlt.csv" in fault.text


@pytest.mark.expects_warnings
def test_child_without_an_order_ends() -> None:
    assert serve(io.BytesIO(), io.BytesIO()) == 1
    assert serve(io.BytesIO(b"\x00\x00\x00\x02ab"), io.BytesIO()) == 1


def test_apart_and_here_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Titel\n\nName;Wert\n" + "".join(f"n{i};{i},5\n" for i in range(5_000)))
    steps: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        steps.append((done, total))
        return True

    reader = ApartReader(CHILD)
    assert reader.read(path, progress=tell) == read_table(path)
    assert steps
    assert steps[-1][0] == steps[-1][1]
    layout = Layout(header_lines=0)
    assert reader.read(path, layout, most_rows=2) == read_table(path, layout, most_rows=2)


def test_fault_of_the_child_is_told_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"fehlt\.csv lässt sich nicht öffnen"):
        ApartReader(CHILD).read(tmp_path / "fehlt.csv")


@pytest.mark.parametrize(
    "code", ["pass", "import os; os.abort()", "print('Hallo, das ist keine Antwort.')"]
)
def test_child_that_dies_or_babbles_is_a_sentence(tmp_path: Path, code: str) -> None:
    with pytest.raises(TableError, match=r"a\.csv ließ sich nicht lesen"):
        ApartReader([sys.executable, "-c", code]).read(tmp_path / "a.csv")


def test_command_that_does_not_start_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="startet nicht"):
        ApartReader([str(tmp_path / "nichts")]).read(tmp_path / "a.csv")


def test_cancel_ends_a_child_that_hangs(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    code = (
        "import struct, sys, time, msgspec\n"
        "data = msgspec.msgpack.encode({'type': 'step', 'done': 1, 'total': 2})\n"
        "sys.stdout.buffer.write(struct.pack('>I', len(data)) + data)\n"
        "sys.stdout.flush()\n"
        "time.sleep(3600)\n"
    )
    reader = ApartReader([sys.executable, "-c", code])
    has_begun = threading.Event()

    def tell(_done: int, _total: int) -> bool:
        has_begun.set()
        return True

    def cancel() -> None:
        assert has_begun.wait(30)
        reader.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(CancelledError):
        reader.read(begun, progress=tell)
    canceller.join()
    with pytest.raises(CancelledError):
        reader.read(begun)


def test_progress_that_says_no_ends_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    with pytest.raises(CancelledError):
        ApartReader(CHILD).read(path, progress=lambda _done, _total: False)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are set on Linux")
def test_child_may_not_take_all_memory_of_the_workplace() -> None:
    code = (
        "import resource; from app.services.tables import apart; apart._limit_memory(); "
        "print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert 0 < int(told.stdout) < 1 << 50
