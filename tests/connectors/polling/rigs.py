"""What a test of polling needs around it: points of devices, and a connector that runs."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from app.domain.cities import SourceConfig
from app.domain.points import Address, Point, SourceId
from app.domain.sources import SourceKind
from app.domain.texts import Text
from app.services.clocks import SystemClock
from connectors.polling.icmp import IcmpConnector
from connectors.polling.snmp import SnmpConnector
from tests.connectors.opcua import rigs as other
from tests.connectors.opcua.rigs import Recorder, Secrets, until

__all__ = ["SOURCE", "Recorder", "Secrets", "asking", "config", "echoing", "point", "until"]

SOURCE = SourceId("netz")
FAST: dict[str, Any] = {"timeout_s": 0.6, "retries": 0}


def point(device: str, item: str, **more: Any) -> Point:
    """Return a point of a device that is asked every second."""
    facts: dict[str, Any] = {"interval_s": 1.0} | more
    made = other.point(f"{device}.{item}", device, **facts)
    return Point(
        **{name: getattr(made, name) for name in made.__slots__}
        | {"address": Address(device, item), "source": SOURCE}
    )


def config(kind: SourceKind, url: str, **options: Any) -> SourceConfig:
    """Return a source."""
    return SourceConfig(SOURCE, Text("Netz"), kind, url, options=options)


@asynccontextmanager
async def asking(
    url: str,
    points: Sequence[Point],
    *,
    secrets: Secrets | None = None,
    sink: Recorder | None = None,
    **options: Any,
) -> AsyncIterator[tuple[SnmpConnector, Recorder]]:
    """Run an SNMP connector; it is stopped at the end."""
    sink = sink or Recorder()
    source = config(SourceKind.SNMP, url, **(FAST | options))
    connector = SnmpConnector(source, points, sink, secrets or Secrets(), SystemClock(), url=url)
    await connector.start()
    try:
        yield connector, sink
    finally:
        sink.gate.set()
        await connector.stop()


@asynccontextmanager
async def echoing(
    url: str, points: Sequence[Point], **options: Any
) -> AsyncIterator[tuple[IcmpConnector, Recorder]]:
    """Run an ICMP connector; it is stopped at the end."""
    sink = Recorder()
    source = config(SourceKind.ICMP, url, **({"timeout_s": 0.5, "gap_s": 0.01} | options))
    connector = IcmpConnector(source, points, sink, SystemClock(), url=url)
    await connector.start()
    try:
        yield connector, sink
    finally:
        await connector.stop()
