"""Options of a source: the queue rule holds, and a mistake is named before connecting."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.opcua.options import MAX_QUEUE, OptionsError, parse_options


def test_defaults_are_valid() -> None:
    options = parse_options({})
    assert options.queue >= 2 * options.publishing_interval_ms / options.sampling_interval_ms
    assert options.security_text == "ungesichert (None)"


@given(st.floats(1, 10_000), st.floats(0, 10_000), st.integers(0, 100_000))
def test_queue_holds_twice_what_one_publishing_carries(
    publishing: float, sampling: float, queue: int
) -> None:
    options = parse_options(
        {
            "publishing_interval_ms": publishing,
            "sampling_interval_ms": sampling,
            "queue_size": queue,
        }
    )
    rule = 2 * publishing / sampling if sampling else 2
    assert 2 <= options.queue <= MAX_QUEUE
    assert options.queue >= min(max(rule, queue), MAX_QUEUE)


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"publishing_intervall_ms": 100}, "publishing_intervall_ms"),
        ({"publishing_interval_ms": 0}, "publishing_interval_ms"),
        ({"publishing_interval_ms": "schnell"}, "publishing_interval_ms"),
        ({"security_policy": "Basic128Rsa15"}, "security_policy"),
        ({"user": "u", "password": "geheim"}, "Schlüsselspeicher"),
        ({"password": "secret:x"}, "user fehlt"),
        ({"user_certificate": "a.der"}, "user_key"),
        ({"user": "u", "user_certificate": "a", "user_key": "b"}, "schließen einander aus"),
    ],
)
def test_mistake_is_named(values: dict[str, Any], part: str) -> None:
    with pytest.raises(OptionsError, match=part):
        parse_options(values)


@given(st.dictionaries(st.text(), st.one_of(st.none(), st.integers(), st.text()), max_size=3))
def test_any_options_are_valid_or_a_clear_error(values: dict[str, Any]) -> None:
    with suppress(OptionsError):
        parse_options(values)
