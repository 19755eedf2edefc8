"""One connection from CONNECT to its end: drain → decode → submit → acknowledge after commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import Any, Final

from app.domain.points import SourceId
from app.domain.sources import SourceState
from app.services.ports import Clock, SampleSink
from connectors.mqtt.access import open_connection, security_of, subscribe
from connectors.mqtt.batches import Assembler
from connectors.mqtt.client import DrainingClient
from connectors.mqtt.deliveries import Deliveries
from connectors.mqtt.failures import (
    ConnectionFailure,
    Failure,
    failure_of,
    hung_up,
    is_hang_up,
    refusal,
)
from connectors.mqtt.frames import Publish
from connectors.mqtt.holdback import Holdback
from connectors.mqtt.options import Endpoint, MqttOptions
from connectors.mqtt.wakers import Waker
from connectors.tally import Tally

MOST_PER_BATCH: Final = 2_000
"""Messages after which a drain stops; what one read gave on top is taken too."""

ANSWER_S: Final = 10.0
"""CONNACK and SUBACK must come within this time."""

TICK_S: Final = 1.0
"""How often keep-alive and time-outs are looked at."""

FULL_TICK_S: Final = 0.02
"""How often we ask for room while the store has none."""

FULL_SHOWN_S: Final = 5.0
"""Without room for this long, the health page says so."""

DEAD_FACTOR: Final = 1.5
"""A broker that is silent for this many keep-alive times is gone (MQTT 5, section 3.1.2.10)."""

FAREWELL_S: Final = 2.0
"""At an orderly end, commits under way are waited for and acknowledged for this long."""

_REFUSED_FROM: Final = 0x80
_FULL: Final = "Die Speicherung kommt nicht nach. Der Broker hält die Nachrichten solange zurück."


@dataclass(slots=True)
class Surroundings:
    """What every connection of a source shares."""

    source: SourceId
    options: MqttOptions
    endpoint: Endpoint
    sink: SampleSink
    clock: Clock
    tally: Tally
    assembler: Assembler
    waker: Waker
    is_stopping: Callable[[], bool]


@dataclass(slots=True)
class _Answers:
    """What the broker has said so far."""

    is_connected: bool = False
    is_ready: bool = False
    failure: Failure | None = None
    refused: list[str] = field(default_factory=list)
    subscribe_mid: int = 0


class Connection:
    """One connection; lives in the network thread. Packet ids never outlive it."""

    def __init__(self, around: Surroundings, client: DrainingClient) -> None:
        """Prepare; `run` connects.

        Args:
            around: What the source's connections share.
            client: A client made for this connection alone.
        """
        self._around = around
        self._client = client
        self._answers = _Answers()
        self._deliveries = Deliveries(around.waker.wake, around.tally.count_commit)
        self._holdback = Holdback()
        self._is_all_qos_0 = all(entry.qos == 0 for entry in around.options.subscriptions)
        self._full_since: float | None = None
        self._heard = around.clock.monotonic()
        self._shown = (around.assembler.table, around.assembler.is_garbled)
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_disconnect = self._on_disconnect

    @property
    def unacknowledged(self) -> int:
        """Messages that the broker still waits for."""
        return self._deliveries.messages

    @property
    def was_ready(self) -> bool:
        """True once the subscriptions stood."""
        return self._answers.is_ready

    def run(self) -> None:
        """Connect and serve until the connection ends or we are stopped.

        Raises:
            ConnectionFailure: The connection ended, with the reason.
            OSError: It could not be opened.
        """
        around = self._around
        try:
            self._open()
            self._heard = around.clock.monotonic()
            security, until_us = security_of(self._client)
            around.tally.describe(security=security, certificate_until_us=until_us)
            self._serve()
            self._farewell()
        finally:
            self._client.abandon(ConnectionResetError())

    def _open(self) -> None:
        """Open the connection and send CONNECT."""
        endpoint = self._around.endpoint
        try:
            open_connection(self._client, self._around.options, endpoint)
        except OSError as error:
            if is_hang_up(error):
                raise ConnectionFailure(hung_up(str(endpoint), has_tls=endpoint.has_tls)) from error
            raise

    # --- what the broker says ---------------------------------------------------------------

    def _on_connect(self, _client: Any, _data: Any, flags: Any, code: Any, properties: Any) -> None:
        """Take the CONNACK: subscribe, or keep why not."""
        if code.is_failure:
            self._answers.failure = refusal(code.value, str(code))
            return
        self._answers.is_connected = True
        tally = self._around.tally
        tally.detail("Sitzung", "wieder aufgenommen" if flags.session_present else "neu")
        tally.detail("Größtes Paket des Brokers", str(getattr(properties, "MaximumPacketSize", "")))
        options = self._around.options
        wanted = [(entry.filter, entry.qos) for entry in options.subscriptions]
        if wanted:
            self._answers.subscribe_mid = subscribe(self._client, wanted, is_5=options.is_5)
        else:
            self._answers.is_ready = True
            self._show_online()

    def _on_subscribe(self, _client: Any, _data: Any, mid: int, codes: Any, _props: Any) -> None:
        """Take the SUBACK: refused filters make the source degraded."""
        if mid != self._answers.subscribe_mid:
            return
        entries = self._around.options.subscriptions
        self._answers.refused = [
            entry.filter
            for entry, code in zip(entries, codes, strict=False)
            if code.value >= _REFUSED_FROM
        ]
        granted = [code.value for code in codes if code.value < _REFUSED_FROM]
        asked = [entry.qos for entry in entries if entry.filter not in self._answers.refused]
        weaker = sum(got < wanted for got, wanted in zip(granted, asked, strict=False))
        self._is_all_qos_0 = not any(granted)
        text = f"{weaker} (der Broker kann nicht mehr)" if weaker else ""
        self._around.tally.detail("Abonnements mit geringerer QoS als verlangt", text)
        self._answers.is_ready = True
        self._show_online()

    def _on_disconnect(self, _client: Any, _data: Any, flags: Any, code: Any, _props: Any) -> None:
        """Keep what the broker said at the end, if it said anything."""
        if self._answers.failure is None and flags.is_disconnect_packet_from_server:
            self._answers.failure = refusal(code.value, str(code))

    def _show_online(self) -> None:
        """Say that values flow, and what is missing."""
        assembler = self._around.assembler
        self._shown = (assembler.table, assembler.is_garbled)
        missing = self._missing()
        state = SourceState.DEGRADED if missing else SourceState.ONLINE
        self._around.tally.enter(state, missing)

    def _missing(self) -> str:
        """Return what keeps values away although the connection stands; empty when nothing."""
        refused = self._answers.refused
        table, is_garbled = self._shown
        if refused:
            names = ", ".join(refused[:3])
            return f"Der Broker lehnt das Abonnement ab: {names}. Bitte die Rechte dort prüfen."
        if not self._around.options.subscriptions:
            return "Es ist noch nichts abonniert. Bitte subscriptions in der Quelle eintragen."
        if is_garbled:
            return (
                "Keine der letzten Nachrichten war verständlich. Bitte decoder und filter prüfen."
            )
        if table.uncovered:
            return (
                f"{table.uncovered} Datenpunkte liegen an Themen, die kein Abonnement erfasst. "
                "Bitte subscriptions der Quelle ergänzen."
            )
        return ""

    # --- the loop ---------------------------------------------------------------------------

    def _serve(self) -> None:
        """Serve until stopped."""
        around = self._around
        with DefaultSelector() as selector:
            selector.register(around.waker.fileno(), EVENT_READ)
            socket = self._client.socket()
            if socket is None:
                raise self._ended()
            watched = selector.register(socket, EVENT_READ)
            while not around.is_stopping():
                can_read = self._can_read()
                events = (EVENT_READ if can_read else 0) | (
                    EVENT_WRITE if self._client.want_write() else 0
                )
                self._wait(selector, watched.fileobj, events, can_read=can_read)
                around.waker.clear()
                self._client.acknowledge(self._deliveries.settle())
                if can_read:
                    self._read()
                if self._client.want_write():
                    self._client.loop_write()
                self._look_after(can_read=can_read)
                if self._client.socket() is None:
                    raise self._ended()

    def _wait(self, selector: DefaultSelector, socket: Any, events: int, *, can_read: bool) -> None:
        """Wait for the socket, a commit or the next look at the clock."""
        if events:
            if socket not in selector.get_map():
                selector.register(socket, events)
            elif selector.get_key(socket).events != events:
                selector.modify(socket, events)
        elif socket in selector.get_map():
            selector.unregister(socket)
        is_waiting_inside = can_read and self._client.has_pending()
        tick_s = TICK_S if self._full_since is None else FULL_TICK_S
        selector.select(0.0 if is_waiting_inside else tick_s)

    def _can_read(self) -> bool:
        """Tell whether to read; without room only sources of QoS 0 are read on."""
        around = self._around
        now_s = around.clock.monotonic()
        if around.sink.has_room():
            if self._full_since is not None:
                self._full_since = None
                self._heard = now_s
                if self._answers.is_ready:
                    self._show_online()
            return True
        if self._full_since is None:
            self._full_since = now_s
        elif now_s - self._full_since > FULL_SHOWN_S and self._answers.is_ready:
            around.tally.enter(SourceState.DEGRADED, _FULL)
        return self._is_all_qos_0

    def _read(self) -> None:
        """Read, decode and hand over what the socket has."""
        around = self._around
        messages = self._client.drain(MOST_PER_BATCH)
        if self._full_since is not None:
            around.tally.add(overruns=self._holdback.hold(messages))
            if messages:
                self._heard = around.clock.monotonic()
            return
        held = self._holdback.release()
        if held:
            messages = held + messages
        if messages:
            self._heard = around.clock.monotonic()
            self._hand_over(messages)

    def _hand_over(self, messages: Sequence[Publish]) -> None:
        """Submit the samples of some messages."""
        around = self._around
        received_us = around.clock.now_us()
        now_s = around.clock.monotonic()
        batch = around.assembler.assemble(messages, received_us)
        if batch is None:
            self._deliveries.add_empty(messages, now_s)
            self._client.acknowledge(self._deliveries.settle())
        else:
            committed = self._deliveries.add(messages, now_s, received_us)
            around.sink.submit(around.source, batch, committed)

    def _look_after(self, *, can_read: bool) -> None:
        """Keep alive, and end a connection that is dead or waits in vain."""
        client = self._client
        if not can_read:
            client.forget_ping()
        client.loop_misc()
        if client.socket() is None:
            return
        assembler = self._around.assembler
        is_shown = self._shown == (assembler.table, assembler.is_garbled)
        if self._answers.is_ready and not is_shown:
            self._show_online()
        options = self._around.options
        now_s = self._around.clock.monotonic()
        quiet_s = now_s - max(self._heard, client.heard_s)
        if not self._answers.is_ready and quiet_s > ANSWER_S:
            raise ConnectionFailure(Failure(self._silence()))
        if can_read and quiet_s > client.keepalive * DEAD_FACTOR:
            text = f"{self._around.endpoint} schweigt seit {quiet_s:.0f} s; die Leitung ist tot."
            raise ConnectionFailure(Failure(text))
        if self._full_since is None and self._deliveries.age_s(now_s) > options.ack_timeout_s:
            text = (
                "Nachrichten konnten nicht gespeichert werden. "
                "Die Verbindung wird erneuert, damit der Broker sie noch einmal sendet."
            )
            raise ConnectionFailure(Failure(text))

    def _silence(self) -> str:
        """Return what is said of a broker that took the connection and does not answer."""
        text = f"{self._around.endpoint} antwortet nicht."
        if self._around.options.is_5 and not self._answers.is_connected:
            return f"{text} Spricht der Broker MQTT 5? Sonst bitte version = 4 eintragen (3.1.1)."
        return text

    def _ended(self) -> ConnectionFailure:
        """Return why the connection is gone."""
        failure = self._answers.failure
        if failure is None:
            endpoint = self._around.endpoint
            error = self._client.failure or ConnectionResetError()
            if is_hang_up(error) and not self._answers.is_connected:
                failure = hung_up(str(endpoint), has_tls=endpoint.has_tls)
            else:
                failure = failure_of(error, str(endpoint))
        return ConnectionFailure(failure)

    # --- the end ----------------------------------------------------------------------------

    def _farewell(self) -> None:
        """Acknowledge what is committed in a short while, and say goodbye; the session stays."""
        around = self._around
        deadline = around.clock.monotonic() + FAREWELL_S
        with DefaultSelector() as selector:
            selector.register(around.waker.fileno(), EVENT_READ)
            while True:
                around.waker.clear()
                self._client.acknowledge(self._deliveries.settle())
                left_s = deadline - around.clock.monotonic()
                if left_s <= 0 or not self._deliveries.messages:
                    break
                selector.select(min(left_s, TICK_S))
        if self._client.socket() is not None:
            self._client.loop_write()
            self._client.disconnect()
