"""JSON decoded in pieces equals JSON decoded at once, wherever the cuts fall."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.maps.files import pieces
from app.services.maps.files.pieces import BrokenError, Pieces
from app.services.maps.files.results import Watch


def pieces_of(text: str | bytes) -> Pieces:
    data = text.encode("utf-8") if isinstance(text, str) else text
    return Pieces(data, Watch(lambda _share: None, lambda: False))


def listed(value: Any) -> Any:
    """Return a value with its arrays as lists."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, list):
        return [listed(one) for one in value]
    if isinstance(value, dict):
        return {key: listed(one) for key, one in value.items()}
    return value


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 16)
    monkeypatch.setattr(pieces, "_BLOCK", 7)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text('a"\\[]{},:Ö\n', max_size=9),
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.text('k"\\{,:', max_size=4), inner)
    ),
    max_leaves=30,
)


@pytest.mark.usefixtures("tiny")
@given(VALUES, st.booleans())
def test_any_value_comes_out_as_it_went_in(value: object, is_wide: bool) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2 if is_wide else None)
    try:
        found = pieces_of(text).decode((0, len(text.encode())))
    except BrokenError:
        assert text.count("[") + text.count("{") > pieces._DEEPEST
    else:
        assert listed(found) == value


def test_places_become_an_array_and_other_lists_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 64)

    def decoded(value: object) -> Any:
        text = json.dumps(value)
        return pieces_of(text).decode((0, len(text)))

    places = [[7.5 + number, 51.5] for number in range(20)]
    assert isinstance(decoded(places), np.ndarray)
    assert decoded([[*place, 60.0] for place in places]).shape == (20, 3)
    assert decoded([*places, [1, 2, 3]]).shape == (21, 2)
    assert np.isnan(decoded([*places, [float("nan"), 1.0]])).sum() == 1
    for odd in (["1", "2"], [True, False], [1], None, [[1, 2]], {"a": 1}):
        assert listed(decoded([*places, odd])) == [*places, odd]


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(
    ("text", "at"),
    [
        ('{"schluessel": [1, 2, 3, 4, 5, 6, 7, 8}, 9]}', None),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10,, 11, 12, 13]", 31),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,]", 43),
        ('{"a": 1, "b": 2, "c": 3, 4: 5, "d": 6}', 25),
        ('{"a": 1, "b": 2, "c": 3, "d", "e": 6}', 25),
        ('["offen, 1, 2, 3, 4, 5, 6, 7, 8, 9]', None),
    ],
)
def test_what_is_broken_is_found(text: str, at: int | None) -> None:
    with pytest.raises(BrokenError) as caught:
        pieces_of(text).decode((0, len(text)))
    assert at is None or caught.value.offset == at


@pytest.mark.usefixtures("tiny")
def test_a_large_element_among_small_ones_is_alone() -> None:
    text = json.dumps([1, 2, "x" * 40, 3, 4, 5, 6, 7, 8, 9, 10, 11, "y" * 40])
    runs = [text[start:end].strip() for start, end in pieces_of(text).elements((0, len(text)))]
    assert runs == [
        "1, 2",
        '"' + "x" * 40 + '"',
        "3, 4, 5, 6, 7",
        "8, 9, 10, 11",
        '"' + "y" * 40 + '"',
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 60_000 + "]" * 60_000, '{"a":' * 40_000])
def test_a_tower_of_brackets_is_refused(text: str) -> None:
    with pytest.raises(BrokenError):
        pieces_of(text).decode((0, len(text)))


def test_a_small_tower_is_refused_too() -> None:
    text = "[" * 20_000 + "]" * 20_000
    with pytest.raises(BrokenError):
        pieces_of(text).decode((0, len(text)))


def test_very_long_numbers_are_read_in_no_time() -> None:
    text = "[" + "9" * 50_000 + ", NaN]"
    assert pieces_of(text).decode((0, len(text)))[0] == float("inf")
