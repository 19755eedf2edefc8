"""Messages between console and page: what is said can be read, whatever comes is survived."""

import json
from typing import Any

import numpy as np
import pytest

from app.services.maps.sources import StateRows
from widgets.map.protocol import Feature, decode, encode, states


def test_states_of_arrays_are_said_as_plain_numbers() -> None:
    ids: Any = np.array([4, 9])
    values: Any = np.array([[6, 0], [2, 1]], np.uint8)
    rows = StateRows("points", ("r", "a"), ids, values)
    message = json.loads(encode(states(rows, 3)))
    assert message["ids"] == [4, 9]
    assert message["rows"] == [[6, 0], [2, 1]]
    assert message["keys"] == ["r", "a"]
    assert message["tick"] == 3


def test_values_without_a_number_are_refused_by_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode({"do": "x", "value": float("nan")})


@pytest.mark.parametrize("text", ["", "[1]", "7", "{", "null", "\x00"])
def test_whatever_is_no_message_is_an_empty_one(text: str) -> None:
    assert decode(text) == {}


def test_a_feature_is_read_with_its_row_and_key() -> None:
    raw = {"layer": "points:a", "source": "points", "id": 7, "key": "d7", "properties": {"k": "d7"}}
    assert Feature.of(raw) == Feature("points:a", "points", 7, "d7", {"k": "d7"})


@pytest.mark.parametrize("number", [None, True, "7", 7.5, [7]])
def test_a_feature_without_a_row_has_the_row_minus_one(number: object) -> None:
    found = Feature.of({"id": number})
    assert found is not None
    assert found.id == -1


@pytest.mark.parametrize("raw", [None, 7, "x", []])
def test_what_is_no_feature_is_none(raw: object) -> None:
    assert Feature.of(raw) is None


def test_text_stays_text() -> None:
    name = "<script>alert('Süd')</script>"
    assert decode(encode({"do": "x", "name": name}))["name"] == name
