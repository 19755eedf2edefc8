"""Addresses of nodes that survive a restart: namespace by URI, never by index.

The text form is that of OPC UA Part 6, 5.3.1.11 (ExpandedNodeId): `nsu=<uri>;<type>=<identifier>`
with type `i` (number), `s` (text), `g` (GUID) or `b` (base64). Without `nsu=` the node belongs to
namespace 0, which is the OPC UA standard itself. In the URI `;` is written `%3B` and `%` `%25`.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from typing_extensions import override

STANDARD_URI: Final = "http://opcfoundation.org/UA/"
"""URI of namespace 0."""

MAX_LENGTH: Final = 4_096
"""Longest identifier of a node (OPC UA Part 3, 8.2.4)."""

UINT32_MAX: Final = 2**32 - 1

Identifier = int | str | UUID | bytes


class AddressError(ValueError):
    """An address cannot be read; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class NodeAddress:
    """A node, named so that it is found again after the server renumbered its namespaces.

    Attributes:
        uri: Namespace URI.
        identifier: Number, text, GUID or opaque bytes; its type is the type of the identifier.
    """

    uri: str
    identifier: Identifier

    @override
    def __str__(self) -> str:
        """Return the text form; `parse_address` reads it back."""
        prefix = "" if self.uri == STANDARD_URI else f"nsu={_escaped(self.uri)};"
        if isinstance(self.identifier, int):
            return f"{prefix}i={self.identifier}"
        if isinstance(self.identifier, UUID):
            return f"{prefix}g={self.identifier}"
        if isinstance(self.identifier, bytes):
            return f"{prefix}b={base64.b64encode(self.identifier).decode()}"
        return f"{prefix}s={self.identifier}"


def parse_address(text: str) -> NodeAddress:
    """Read the text form of an address.

    Raises:
        AddressError: The text is not an address; the message says why, in German.
    """
    uri, rest = STANDARD_URI, text
    if rest.startswith("nsu="):
        quoted, separator, rest = rest[4:].partition(";")
        uri = quoted.replace("%3B", ";").replace("%3b", ";").replace("%25", "%")
        if not separator or not uri:
            raise AddressError(
                f"Der Adresse „{text}“ fehlt der Knoten. Erwartet wird nsu=<Namensraum>;s=<Name>."
            )
    if rest.startswith("ns="):
        raise AddressError(
            f"Die Adresse „{text}“ nennt den Namensraum mit einer Nummer. Die Nummer kann sich bei "
            "jedem Neustart des Servers ändern; bitte nsu=<URI des Namensraums> schreiben."
        )
    kind, separator, identifier = rest.partition("=")
    if not separator or kind not in {"i", "s", "g", "b"}:
        raise AddressError(
            f"Die Adresse „{text}“ ist nicht lesbar. Erwartet wird nsu=<Namensraum>; und dann "
            "s=<Name>, i=<Nummer>, g=<GUID> oder b=<Base64>."
        )
    try:
        return NodeAddress(uri, _identifier(kind, identifier))
    except (ValueError, binascii.Error) as error:
        raise AddressError(
            f"Der Knoten „{rest}“ in der Adresse „{text}“ passt nicht zu seiner Art „{kind}“."
        ) from error


def _identifier(kind: str, text: str) -> Identifier:
    """Return the identifier; raises ValueError when the text does not fit its kind."""
    if kind == "i":
        number = int(text) if text.isascii() and text.isdigit() else -1
        if not 0 <= number <= UINT32_MAX:
            raise ValueError(text)
        return number
    if kind == "g":
        return UUID(text)
    if kind == "b":
        return base64.b64decode(text, validate=True)
    if not text or len(text) > MAX_LENGTH:
        raise ValueError(text)
    return text


def _escaped(uri: str) -> str:
    return uri.replace("%", "%25").replace(";", "%3B")
