"""Names the concrete adapters of the collector; nothing else in this room knows them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.collector.collector import SIMULATED, Adapters
from app.collector.past import SimulatedPast
from app.collector.supervisor import ConnectorFactory, SourceAwaitedError
from app.domain.alarms.escalations import MailServer, Person, Webhook
from app.domain.cities import City, SourceConfig
from app.domain.points import Point
from app.domain.sources import SourceKind
from app.services.ports import Clock, Connector, MessageChannels, SampleSink, SecretStore
from app.storage.databases import old_sqlite_notice
from app.storage.historian import SqliteHistorian
from app.storage.journal import SqliteJournal, SqliteJournalReader


def compose(
    city: City,
    *,
    data: Path,
    secrets: SecretStore,
    clock: Clock,
    simulation: Path | None = None,
    fills_past: bool = True,
) -> Adapters:
    """Return the concrete outside of a collector.

    Args:
        city: The profile.
        data: The data folder.
        secrets: Passwords.
        clock: The time.
        simulation: File in which the simulated city says where it listens, a JSON object with
            the addresses by protocol; None for none.
        fills_past: Whether the past of a simulated city is filled in.
    """

    def addresses() -> Mapping[str, str]:
        return {} if simulation is None else read_addresses(simulation)

    history = data / "hist"
    is_simulated = any(source.url.startswith(SIMULATED) for source in city.sources)
    return Adapters(
        open_historian=lambda: SqliteHistorian(history, city.time_zone),
        open_journal=lambda: SqliteJournal(data / "journal.db"),
        factories=lambda sink: connector_factories(data, sink, secrets, clock, addresses),
        addresses=addresses,
        back_fill=(
            lambda writer, record: SimulatedPast(
                city,
                writer,
                history,
                clock,
                read_seed(simulation),
                record_past=record,
                journal=SqliteJournalReader(data / "journal.db"),
            )
        )
        if is_simulated and fills_past
        else None,
        known_notices=frozenset(filter(None, [old_sqlite_notice()])),
        channels=_LateChannels(secrets),
    )


class _LateChannels:
    """The ways out of the control room, loaded with the first message: few cities send any."""

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets
        self._channels: MessageChannels | None = None

    def mail(self, server: MailServer, person: Person, subject: str, text: str) -> None:
        """Send an e-mail (`MessageChannels`)."""
        self._loaded().mail(server, person, subject, text)

    def post(self, webhook: Webhook, values: dict[str, Any]) -> None:
        """Send values to a webhook (`MessageChannels`)."""
        self._loaded().post(webhook, values)

    def _loaded(self) -> MessageChannels:
        if self._channels is None:
            from connectors.messaging import Channels  # noqa: PLC0415 - see the class

            self._channels = Channels(self._secrets)
        return self._channels


def connector_factories(
    data: Path,
    sink: SampleSink,
    secrets: SecretStore,
    clock: Clock,
    addresses: Callable[[], Mapping[str, str]],
) -> dict[SourceKind, ConnectorFactory]:
    """Return how connectors of each kind are made.

    Args:
        data: The data folder; certificates are kept in it.
        sink: Where samples go.
        secrets: Passwords.
        clock: The time.
        addresses: Where the simulated city listens now; asked at every making.
    """

    # The libraries of a protocol take up to a second to load: only where a source needs them.
    def mqtt(config: SourceConfig, points: Sequence[Point]) -> Connector:
        from connectors.mqtt.connector import MqttConnector  # noqa: PLC0415 - see above

        url = address_of(config, addresses())
        return MqttConnector(config, points, sink, secrets, clock, url=url)

    def opcua(config: SourceConfig, points: Sequence[Point]) -> Connector:
        from connectors.opcua.connector import OpcuaConnector  # noqa: PLC0415 - see above

        url = address_of(config, addresses())
        return OpcuaConnector(config, points, sink, secrets, clock, data / "opcua", url=url)

    def snmp(config: SourceConfig, points: Sequence[Point]) -> Connector:
        from connectors.polling.snmp import SnmpConnector  # noqa: PLC0415 - see above

        url = address_of(config, addresses())
        return SnmpConnector(config, points, sink, secrets, clock, url=url)

    def icmp(config: SourceConfig, points: Sequence[Point]) -> Connector:
        from connectors.polling.icmp import IcmpConnector  # noqa: PLC0415 - see above

        url = address_of(config, addresses())
        return IcmpConnector(config, points, sink, clock, url=url)

    return {
        SourceKind.MQTT: mqtt,
        SourceKind.OPCUA: opcua,
        SourceKind.SNMP: snmp,
        SourceKind.ICMP: icmp,
    }


def address_of(config: SourceConfig, addresses: Mapping[str, str]) -> str:
    """Return where a source is.

    Raises:
        SourceAwaitedError: It is part of the simulated city, which does not run yet.
    """
    if not config.url.startswith(SIMULATED):
        return config.url
    found = addresses.get(config.url.removeprefix(SIMULATED))
    if found is None:
        raise SourceAwaitedError(
            "Die simulierte Stadt läuft noch nicht. Sobald sie bereit ist, wird die Verbindung "
            "von selbst aufgebaut."
        )
    return found


def read_addresses(file: Path) -> dict[str, str]:
    """Return the addresses in the simulated city's file; none while there is no whole one."""
    return {key: value for key, value in _said(file).items() if isinstance(value, str)}


def read_seed(file: Path | None) -> int:
    """Return the seed of the simulated city that runs, so that its past is the same city's."""
    found = 1 if file is None else _said(file).get("seed", 1)
    return found if isinstance(found, int) else 1


def _said(file: Path) -> dict[str, object]:
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
