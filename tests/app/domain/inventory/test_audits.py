"""Audits by scan, decided without a store: codes, verdicts, what is expected and missing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.inventory.audits import (
    Audit,
    Code,
    CodeKind,
    Place,
    Result,
    Scan,
    Thing,
    Verdict,
    codes_of,
    is_at,
    lines_of,
    lines_text,
    result_of,
)

SITE, OTHER = "a" * 32, "b" * 32
HOUSE, ROOM, HALL = "1" * 32, "2" * 32, "3" * 32


LINE = lines_text(Audit("f" * 32, SITE, 1, scans=(Scan("H-1", 7, "", "a1", Verdict.FOUND),)))


def thing(number: int, space: str = ROOM, site: str = SITE, state: str = "in_service") -> Thing:
    return Thing(
        f"{number:032x}", f"H-{number:03}", f"H-{number:03}", site=site, space=space, state=state
    )


def place(*things: Thing) -> Place:
    spaces = {HOUSE: ("Haupthaus", ""), ROOM: ("101", HOUSE), HALL: ("Halle", "")}
    return Place(SITE, "Falkschule", spaces, {one.uid: one for one in things})


def audit(*visited: str) -> Audit:
    first = visited or ("",)
    return Audit("f" * 32, SITE, 1, first, first[-1])


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"leitstand:asset:{ROOM}", CodeKind.ASSET, ROOM),
        (f"leitstand:site:{SITE.upper()}", CodeKind.SITE, SITE),
        ("0A-1B-2C-3D-4E-5F", CodeKind.MAC, "0a:1b:2c:3d:4e:5f"),
        ("0a1b.2c3d.4e5f", CodeKind.MAC, "0a:1b:2c:3d:4e:5f"),
        (" H-001 \n", CodeKind.TEXT, "H-001"),
        ("123456789012", CodeKind.TEXT, "123456789012"),
        ("12-34-56-78-90-12", CodeKind.MAC, "12:34:56:78:90:12"),
        ("0a1b2c3d4e5f", CodeKind.MAC, "0a:1b:2c:3d:4e:5f"),
    ],
)
def test_a_code_is_told_by_its_form(text: str, kind: CodeKind, value: str) -> None:
    assert codes_of(text)[0] == Code(kind, value)


def test_a_scanner_with_an_american_keyboard_is_understood() -> None:
    assert Code(CodeKind.ASSET, ROOM) in codes_of(f"leitstandÖassetÖ{ROOM}")
    assert Code(CodeKind.MAC, "0a:1b:2c:3d:4e:5f") in codes_of("0AÖ1BÖ2CÖ3DÖ4EÖ5F")
    assert Code(CodeKind.TEXT, "INV-Y7") in codes_of("INVßZ7")


@given(st.text(max_size=300))
def test_any_text_is_a_code_or_nothing(text: str) -> None:
    codes = codes_of(text)
    assert bool(codes) == bool(text.split())
    assert len(set(codes)) == len(codes)


def test_found_misplaced_unknown_and_what_is_left_are_told_apart() -> None:
    here = place(thing(1), thing(2, HALL), thing(3))
    elsewhere = thing(9, site=OTHER)
    run = audit(HOUSE).moved(ROOM)
    for text, named in (("H-001", thing(1)), ("H-002", thing(2, HALL)), ("H-009", elsewhere)):
        run = run.scanned(here, text, [named], 5)
    run = run.scanned(here, "fremd", [], 6)
    assert [one.verdict for one in run.scans] == [
        Verdict.FOUND,
        Verdict.MISPLACED,
        Verdict.MISPLACED,
        Verdict.UNKNOWN,
    ]
    assert [one.title for one in run.missing(here)] == ["H-003"]
    assert result_of(run, here) == Result(2, 1, 2, 1, 1, 0)


def test_what_is_read_twice_counts_once() -> None:
    here = place(thing(1))
    run = audit().scanned(here, "H-001", [thing(1)], 1).scanned(here, "SN1", [thing(1)], 2)
    run = run.scanned(here, "fremd", [], 3).scanned(here, "fremd", [], 4)
    assert result_of(run, here) == Result(1, 1, 0, 1, 0, 2)


def test_only_what_must_be_there_is_missed() -> None:
    states = ("in_stock", "staged", "in_service", "lent", "repair", "lost", "disposed", "ordered")
    here = place(*(thing(number, state=state) for number, state in enumerate(states)))
    assert {one.title for one in audit().missing(here)} == {"H-000", "H-001", "H-002"}


def test_a_room_that_is_visited_belongs_to_the_audit() -> None:
    here = place(thing(1), thing(2, HALL), thing(3, ""))
    assert [one.title for one in audit(ROOM).expected(here)] == ["H-001"]
    assert [one.title for one in audit(ROOM).moved(HALL).expected(here)] == ["H-001", "H-002"]
    assert len(audit().expected(here)) == 3


def test_of_several_with_one_number_the_one_that_is_here_is_meant() -> None:
    here = place(thing(1), thing(2, HALL))
    both = [thing(1), thing(2, HALL)]
    assert audit(ROOM).scanned(here, "SN", both, 1).scans[0].uid == thing(1).uid
    doubtful = audit("").scanned(here, "SN", [*both, thing(3), thing(4)], 1)
    assert doubtful.scans[0].verdict is Verdict.AMBIGUOUS
    assert doubtful.scans[0].title == "H-001, H-002, H-003"
    assert result_of(doubtful, here).unknown == 1


def test_what_was_read_is_listed_by_what_it_says() -> None:
    here = place(thing(1), thing(2, HALL))
    both = [thing(3), thing(4)]
    run = audit(ROOM)
    for text, named in (
        ("1", [thing(1)]),
        ("2", [thing(2, HALL)]),
        ("SN", both),
        ("x", []),
        ("1", [thing(1)]),
    ):
        run = run.scanned(here, text, named, 1)
    assert [one.code for one in run.found] == ["1"]
    assert [one.code for one in run.misplaced] == ["2"]
    assert [one.code for one in run.unknown] == ["SN", "x"]
    assert run.repeated == 1


@given(st.lists(st.integers(0, 9), max_size=15), st.sampled_from(["", ROOM, HALL]))
def test_every_scan_is_counted_and_nothing_is_both_read_and_missing(
    numbers: list[int], here: str
) -> None:
    known = [thing(number, ROOM if number % 2 else HALL) for number in range(6)]
    site = place(*known)
    run = audit(here)
    for number in numbers:
        run = run.scanned(site, f"H-{number:03}", known[number : number + 1], 1)
    found = result_of(run, site)
    scans = found.found + found.misplaced + found.unknown + found.repeated
    assert scans == len(numbers)
    assert found.expected - found.found <= found.missing + found.misplaced
    assert not {one.uid for one in run.missing(site)} & {one.uid for one in run.scans}


def test_a_place_is_called_by_its_room_or_its_site() -> None:
    here = place()
    assert (here.name(ROOM), here.name("")) == ("101", "Falkschule")
    assert here.name("9" * 32) == "Falkschule", "a room that is gone"


def test_what_stands_at_the_site_without_a_room_is_right_anywhere_there() -> None:
    here = place()
    assert is_at(here, thing(1, ""), ROOM)
    assert is_at(here, thing(1, ROOM), HOUSE)
    assert not is_at(here, thing(1, HALL), ROOM)
    assert not is_at(here, thing(1, "", OTHER), "")


def test_the_last_scan_can_be_taken_back() -> None:
    here = place(thing(1))
    run = audit().scanned(here, "H-001", [thing(1)], 1)
    assert run.undone() == audit()
    assert run.scanned(here, "fremd", [], 2).undone() == run
    assert audit().undone() == audit()


@given(st.lists(st.tuples(st.text(max_size=20), st.integers(0, 4)), max_size=20))
def test_what_was_read_survives_being_kept(codes: list[tuple[str, int]]) -> None:
    here = place(*(thing(number) for number in range(4)))
    run = audit(HOUSE).moved(HALL)
    for text, number in codes:
        named = [here.things[thing(number).uid]] if number < 4 else []
        run = run.scanned(here, text, named, 7)
    visited, present, scans, missing = lines_of(lines_text(run, run.missing(here)))
    assert (visited, present, scans) == (run.visited, run.here, run.scans)
    assert list(missing) == run.missing(here)


@given(st.text(max_size=60))
@example("{}")
@example("[]")
@example("3")
@example("[" * 100_000)
@example(lines_text(Audit("f" * 32, SITE, 1)).replace('"version":1', '"version":2'))
@example(lines_text(Audit("f" * 32, SITE, 1)).replace('"scans":[]', '"scans":[[1]]'))
@example(lines_text(Audit("f" * 32, SITE, 1)).replace('"missing":[]', '"missing":[[]]'))
@example(LINE.replace('"found"', '"lost"'))
@example(LINE.replace(",7,", ",Infinity,"))
def test_a_record_that_is_none_of_ours_is_told(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any text at all
        lines_of(text)


def test_a_record_of_ours_is_read() -> None:
    assert lines_of(LINE)[2] == (Scan("H-1", 7, "", "a1", Verdict.FOUND),)


def test_spaces_that_lie_in_each_other_end_somewhere() -> None:
    ring = Place(SITE, "", {HOUSE: ("", ROOM), ROOM: ("", HOUSE)}, {})
    assert not ring.is_within(HOUSE, HALL)
