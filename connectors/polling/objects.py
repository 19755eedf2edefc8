"""Objects as a device told them, and the words in them."""

from dataclasses import dataclass
from typing import Protocol

from connectors.polling.addresses import Agent, Oid


@dataclass(frozen=True, slots=True)
class Told:
    """One object as a device told it.

    Attributes:
        oid: Its number.
        value: A number, the bytes of a text, a text for numbers of a MIB and addresses; None when
            the device has no such object.
        bits: 32 or 64 for registers, else 0.
    """

    oid: Oid
    value: int | bytes | str | None
    bits: int = 0


class Asker(Protocol):
    """Asks devices for objects; `SnmpSession` does."""

    async def get(self, agent: Agent, oids: list[Oid]) -> dict[Oid, Told]:
        """Ask for objects.

        Raises:
            SilenceError: The device gave no answer.
        """
        ...

    async def walk(self, agent: Agent, base: Oid, most: int = ...) -> list[Told]:
        """Return all objects below a number.

        Raises:
            SilenceError: The device gave no answer, or broke off.
        """
        ...


def text_of(value: int | bytes | str | None) -> str:
    """Return a value in words: bytes as text where they are one, else as hex pairs."""
    if isinstance(value, bytes):
        text = value.rstrip(b"\0").decode("utf-8", "replace")
        return (
            text.strip()
            if text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
            and "\ufffd" not in text
            else hex_of(value)
        )
    return "" if value is None else str(value)


def hex_of(value: bytes) -> str:
    """Return bytes as lower-case hex pairs with colons, as addresses of interfaces are written."""
    return value.hex(":")


def mac_of(value: int | bytes | str | None) -> str:
    """Return the address of an interface; empty when it has none or only zeros."""
    is_mac = isinstance(value, bytes) and len(value) == 6 and any(value)  # noqa: PLR2004 -- bytes of a MAC (IEEE 802)
    return hex_of(value) if is_mac and isinstance(value, bytes) else ""
