"""Addresses: every node has one text form, and every text is an address or a clear error."""

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.opcua.addresses import (
    STANDARD_URI,
    UINT32_MAX,
    AddressError,
    NodeAddress,
    parse_address,
)

uris = st.one_of(st.just(STANDARD_URI), st.text(min_size=1))
identifiers = st.one_of(
    st.integers(0, UINT32_MAX), st.text(min_size=1, max_size=50), st.uuids(), st.binary()
)


@given(uris, identifiers)
def test_text_form_is_read_back(uri: str, identifier: int | str | UUID | bytes) -> None:
    address = NodeAddress(uri, identifier)
    assert parse_address(str(address)) == address


@given(st.one_of(st.text(), st.text().map("nsu=a;".__add__), st.text().map("i=".__add__)))
def test_any_text_is_an_address_or_an_error(text: str) -> None:
    with suppress(AddressError):
        parse_address(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ns=2;s=a", "Nummer"),
        ("nsu=urn:x", "fehlt der Knoten"),
        ("", "nicht lesbar"),
        ("LSA114.Program", "nicht lesbar"),
        ("i=-1", "passt nicht"),
        ("i=4294967296", "passt nicht"),
        ("i=²", "passt nicht"),
        ("s=", "passt nicht"),
        ("g=nonsense", "passt nicht"),
        ("b=***", "passt nicht"),
    ],
)
def test_error_says_what_is_wrong(text: str, part: str) -> None:
    with pytest.raises(AddressError, match=part):
        parse_address(text)
