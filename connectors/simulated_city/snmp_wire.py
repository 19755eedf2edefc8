"""A minimal SNMP v2c agent's wire: real messages in, real messages out (RFC 3416, BER by pyasn1).

One agent serves many devices, told apart by the community `public@device`, as switches do it for
their VLANs. It reads only; a question to set something is answered with `readOnly`.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pyasn1.codec.ber import decoder, encoder
from pyasn1.error import PyAsn1Error
from pysnmp.proto.api import v2c
from pysnmp.proto.error import ProtocolError

Oid = tuple[int, ...]
Objects = Mapping[Oid, Any]
"""Values of v2c by their number; asked once for each message."""

LONGEST: Final = 1_400
"""Bytes of an answer: one Ethernet frame. A bulk answer is cut there, as the standard allows."""

MOST_REPETITIONS: Final = 64
_TOO_BIG: Final = 1
_NOT_WRITABLE: Final = 17


class Question:
    """A question that came.

    Attributes:
        community: Who asks, and with `@` after whom.
    """

    def __init__(self, message: Any) -> None:
        """Take a decoded message."""
        self._message = message
        self._pdu = v2c.apiMessage.get_pdu(message)
        self.community = bytes(v2c.apiMessage.get_community(message)).decode("utf-8", "replace")

    @classmethod
    def read(cls, datagram: bytes) -> "Question | None":
        """Return the question in a datagram, None when there is none."""
        try:
            message, rest = decoder.decode(datagram, asn1Spec=v2c.Message())
            if rest or int(v2c.apiMessage.get_version(message)) != 1:
                return None
            return cls(message)
        except (PyAsn1Error, ProtocolError, ValueError, TypeError, IndexError):
            return None

    def answer(self, objects: Objects, order: Sequence[Oid]) -> bytes:
        """Return the datagram that answers.

        Args:
            objects: What the device has.
            order: The numbers of its objects, rising.
        """
        pdu, asked = self._pdu, [tuple(oid) for oid, _ in v2c.apiPDU.get_varbinds(self._pdu)]
        if pdu.isSameTypeWith(v2c.GetRequestPDU()):
            return self._told([(oid, objects.get(oid, v2c.NoSuchInstance())) for oid in asked])
        if pdu.isSameTypeWith(v2c.GetNextRequestPDU()):
            return self._told([_next(oid, objects, order) for oid in asked])
        if pdu.isSameTypeWith(v2c.GetBulkRequestPDU()):
            return self._bulk(asked, objects, order)
        return self._encoded([], _NOT_WRITABLE)

    def _bulk(self, asked: list[Oid], objects: Objects, order: Sequence[Oid]) -> bytes:
        first = min(max(int(v2c.apiBulkPDU.get_non_repeaters(self._pdu)), 0), len(asked))
        count = min(int(v2c.apiBulkPDU.get_max_repetitions(self._pdu)), MOST_REPETITIONS)
        rows = [_next(oid, objects, order) for oid in asked[:first]]
        places = asked[first:]
        for _ in range(max(count, 0) if places else 0):
            found = [_next(oid, objects, order) for oid in places]
            rows += found
            places = [oid for oid, _ in found]
            if all(value.isSameTypeWith(v2c.EndOfMibView()) for _, value in found):
                break
        while rows:
            told = self._encoded(rows)
            if len(told) <= LONGEST:
                return told
            rows = rows[: len(rows) * 3 // 4]
        return self._encoded([], _TOO_BIG)

    def _told(self, rows: list[tuple[Oid, Any]]) -> bytes:
        told = self._encoded(rows)
        return told if len(told) <= LONGEST else self._encoded([], _TOO_BIG)

    def _encoded(self, rows: list[tuple[Oid, Any]], error: int = 0) -> bytes:
        response = v2c.ResponsePDU()
        v2c.apiPDU.set_defaults(response)
        v2c.apiPDU.set_request_id(response, v2c.apiPDU.get_request_id(self._pdu))
        v2c.apiPDU.set_error_status(response, error)
        v2c.apiPDU.set_varbinds(response, rows)
        message = v2c.Message()
        v2c.apiMessage.set_defaults(message)
        v2c.apiMessage.set_community(message, v2c.apiMessage.get_community(self._message))
        v2c.apiMessage.set_pdu(message, response)
        return bytes(encoder.encode(message))


def _next(oid: Oid, objects: Objects, order: Sequence[Oid]) -> tuple[Oid, Any]:
    place = bisect_right(order, oid)
    if place >= len(order):
        return oid, v2c.EndOfMibView()
    return order[place], objects[order[place]]
