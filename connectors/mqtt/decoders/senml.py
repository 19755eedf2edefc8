"""SenML (RFC 8428), JSON form: records with base name, base time, base unit and base value.

The item is the resolved name (base name + name), or the name alone where points use that: many
devices of one make then share their items. The unit is the record's or the base's. Words
(`vs`) and booleans (`vb`) are values too; data (`vd`) is not. Times below 2^28 count from now
(section 4.5.3), so only messages with absolute times are the same when delivered twice.
"""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, Final

import msgspec
from typing_extensions import override

from connectors.mqtt.decoders.json_leaves import MOST_LEAVES, json_error
from connectors.mqtt.measurements import Measurement, PayloadError, StatelessDecoder, refuse_options

RELATIVE_BELOW_S: Final = 2**28
"""Resolved times below this many seconds are relative to now (RFC 8428, section 4.5.3)."""

HIGHEST_VERSION: Final = 10
"""The version that RFC 8428 defines; higher ones must not be read."""


class _Record(msgspec.Struct, gc=False):
    bn: str | None = None
    bt: float | None = None
    bu: str | None = None
    bv: float | None = None
    bs: float | None = None
    bver: float | None = None
    n: str = ""
    u: str = ""
    v: float | None = None
    vs: str | None = None
    vb: bool | None = None
    vd: str | None = None
    s: float | None = None
    t: float = 0.0


_decode = msgspec.json.Decoder(list[_Record]).decode


class SenML(StatelessDecoder):
    """Decodes SenML packs."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Take the options; there are none.

        Raises:
            ValueError: An option was given.
        """
        refuse_options(options)
        self._wanted: frozenset[str] = frozenset()

    @override
    def want(self, items: Iterable[str]) -> None:
        """Take the names that points use."""
        self._wanted = frozenset(items)

    @override
    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the resolved records; see `Decoder`."""
        try:
            pack = _decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise json_error(error) from None
        if len(pack) > MOST_LEAVES:
            raise PayloadError(f"Mehr als {MOST_LEAVES} Werte in einer Nachricht.")
        base = _Record(bn="", bt=0.0, bu="", bv=0.0)
        found = []
        for record in pack:
            _rebase(base, record)
            value = _value(base, record)
            name = (base.bn or "") + record.n
            if value is None:
                continue
            if not name:
                raise PayloadError("Ein Eintrag hat weder bn noch n.")
            if name not in self._wanted and record.n in self._wanted:
                name = record.n
            time_us = _time_us((base.bt or 0.0) + record.t, received_us)
            found.append(Measurement(name, value, time_us, unit=record.u or base.bu or ""))
        return found


def _rebase(base: _Record, record: _Record) -> None:
    """Take over the base fields that a record sets."""
    if record.bver is not None and record.bver > HIGHEST_VERSION:
        raise PayloadError(f"SenML-Version {record.bver:g} ist unbekannt.")
    if record.bn is not None:
        base.bn = record.bn
    if record.bt is not None:
        base.bt = record.bt
    if record.bu is not None:
        base.bu = record.bu
    if record.bv is not None:
        base.bv = record.bv
    if record.bs is not None:
        base.bs = record.bs


def _value(base: _Record, record: _Record) -> float | str | None:
    """Return the resolved value, None where the record has none."""
    if record.v is not None:
        return record.v + (base.bv or 0.0)
    if record.vs is not None:
        return record.vs
    if record.vb is not None:
        return float(record.vb)
    if record.s is not None or record.vd is not None:
        # A sum alone is a value of its own that no point of ours can take; data is no number.
        return None
    # A base value without v stands for the value itself (section 4.3).
    return base.bv if record.bv is not None and record.n else None


def _time_us(seconds: float, received_us: int) -> int:
    """Return the resolved time in µs UTC."""
    if not isfinite(seconds) or abs(seconds) > 1e12:  # noqa: PLR2004 -- far outside int64 µs
        raise PayloadError("Die Zeit (bt + t) ist keine brauchbare Zahl.")
    if seconds < RELATIVE_BELOW_S:
        return received_us + round(seconds * 1e6)
    return round(seconds * 1e6)
