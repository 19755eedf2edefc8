"""The life of an MQTT source: connect, serve, lose, wait, connect again, until it is stopped.

One network thread a broker does everything on the wire; the collector's loop only starts, stops
and asks. Gaps in the curves are marked by the collector, which knows how often a point reports.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from random import Random
from threading import Event, Thread
from typing import Final

from app.domain.alarms import AlarmId, AlarmOrder, Mirror
from app.domain.cities import SourceConfig
from app.domain.points import Point, SourceId
from app.domain.samples import NO_TIME
from app.domain.sources import BrowseNode, RawMessage, SourceHealth, SourceState
from app.services.ports import Clock, ConnectorError, SampleSink, SecretStore
from connectors.backoff import Backoff
from connectors.mqtt.access import make_client
from connectors.mqtt.batches import Assembler
from connectors.mqtt.browsing import Browser
from connectors.mqtt.connection import Connection, Surroundings
from connectors.mqtt.failures import RECHECK_S, ConnectionFailure, Failure, failure_of
from connectors.mqtt.listening import Listener
from connectors.mqtt.options import read_endpoint, read_options
from connectors.mqtt.plans import PlanTable, Reader
from connectors.mqtt.wakers import Waker
from connectors.tally import Tally

STOOD_S: Final = 10.0
"""A connection that stood for this long was a good one: the next outage begins anew."""

SHORT_LIVES: Final = 3
"""After so many connections in a row that did not stand, we say what it may be."""

JOIN_S: Final = 7.0
"""The network thread ends within this time, unless the system hangs while it looks up a name."""

log = logging.getLogger(__name__)


class MqttConnector:
    """Fulfils `ports.Connector` for one MQTT broker.

    Args:
        config: The source.
        points: Its points.
        sink: Where samples go.
        secrets: Where the password comes from.
        clock: The time.
        url: Where the broker is; the source's own address, or that of the simulated city.
        random: Where the jitter of the waits comes from.

    Raises:
        OptionsError: The options or the address are wrong; the text says what and why.
    """

    def __init__(
        self,
        config: SourceConfig,
        points: Sequence[Point],
        sink: SampleSink,
        secrets: SecretStore,
        clock: Clock,
        *,
        url: str,
        random: Random | None = None,
    ) -> None:
        options = read_options(config)
        endpoint = read_endpoint(url)
        self._readers = tuple(Reader.open(entry) for entry in options.subscriptions)
        self._tally = Tally(config.id, clock)
        self._tally.describe(endpoint=str(endpoint))
        self._keys = {int(point.key) for point in points}
        self._stopping = Event()
        self._nudge = Event()
        self._around = Surroundings(
            source=config.id,
            options=options,
            endpoint=endpoint,
            sink=sink,
            clock=clock,
            tally=self._tally,
            assembler=Assembler(PlanTable(self._readers, points), self._tally),
            waker=Waker(),
            is_stopping=self._stopping.is_set,
        )
        self._secrets = secrets
        self._backoff = Backoff(random or Random())  # noqa: S311 -- spreads tries, guards nothing
        listener = Listener(
            config.id, options, endpoint, secrets, is_stopping=self._stopping.is_set
        )
        self._browser = Browser(listener, lambda: self._around.assembler.table, clock)
        self._short_lives = 0
        self._connection: Connection | None = None
        self._thread: Thread | None = None

    @property
    def source(self) -> SourceId:
        """The source it serves."""
        return self._around.source

    async def start(self) -> None:
        """Begin to connect, and keep trying until `stop`."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name=f"mqtt-{self.source}", daemon=True)
            self._thread.start()

    async def stop(self) -> None:
        """Acknowledge what is on disk, close the connection and leave nothing running."""
        self._stopping.set()
        self._nudge.set()
        self._around.waker.wake()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, JOIN_S)
            if self._thread.is_alive():
                return
        self._around.waker.close()
        self._tally.enter(SourceState.STOPPED)

    async def apply_points(self, points: Sequence[Point]) -> None:
        """Take a changed list of points; the connection and what decoders have learned stay."""
        keys = {int(point.key) for point in points}
        self._around.assembler.table = PlanTable(self._readers, points)
        self._tally.forget_times(self._keys - keys)
        self._keys = keys
        self._around.waker.wake()

    def health(self) -> SourceHealth:
        """Return a snapshot."""
        connection = self._connection
        waiting = connection.unacknowledged if connection is not None else 0
        redelivered = self._around.assembler.redelivered
        self._tally.detail("Unbestätigte Nachrichten", str(waiting))
        self._tally.detail("Erneut zugestellt", str(redelivered or ""))
        for reader in self._readers:
            for name, value in reader.decoder.figures().items():
                self._tally.detail(name, value)
        return self._tally.health()

    def raw_messages(self) -> list[RawMessage]:
        """Return the newest messages, newest first."""
        return self._tally.raw_messages()

    async def browse(self, address: str) -> list[BrowseNode]:
        """Return what the broker offers below an address; listens for some seconds if need be.

        Raises:
            ConnectorError: The broker cannot be reached; the text says why.
        """
        return await asyncio.to_thread(self._browser.browse, address)

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:  # noqa: ARG002 -- one shape for all connectors
        """Refuse: messages carry values, and alarms are made of them here.

        Raises:
            ConnectorError: Always.
        """
        raise ConnectorError("Diese Quelle kennt keine eigenen Alarme.")

    async def trust(self, fingerprint: str) -> None:
        """Refuse: MQTT brokers are trusted by a certificate authority, not by a fingerprint.

        Raises:
            ConnectorError: Always; the text says what to do instead.
        """
        raise ConnectorError(
            "Einem MQTT-Broker wird über eine Zertifizierungsstelle vertraut. Bitte deren "
            f"Zertifikat (PEM) in der Quelle „{self.source}“ als ca_file eintragen; der "
            f"Fingerabdruck {fingerprint} allein genügt nicht."
        )

    async def retry(self) -> None:
        """Try again now, also from FAILED; a standing connection is left alone."""
        if not self._tally.state.is_delivering:
            self._nudge.set()

    # --- the network thread -------------------------------------------------------------------

    def _run(self) -> None:
        """Connect and serve, again and again, until stopped."""
        reason = ""
        while not self._stopping.is_set():
            self._nudge.clear()
            self._tally.enter(SourceState.CONNECTING, reason)
            failure = self._connect_once()
            if failure is not None and not self._stopping.is_set():
                reason = failure.reason
                self._wait(failure)

    def _connect_once(self) -> Failure | None:
        """Serve one connection; return why it ended, None when we were stopped."""
        around = self._around
        begun_s = around.clock.monotonic()
        try:
            client = make_client(self.source, around.options, around.endpoint, self._secrets)
            self._connection = Connection(around, client)
            self._connection.run()
        except (ConnectionFailure, OSError, ValueError) as error:
            failure = failure_of(error, str(around.endpoint))
        except Exception as error:
            # A fault of ours or of a library must not silence the source for ever.
            log.exception("Source %s: the connection failed in an unexpected way.", self.source)
            failure = failure_of(error, str(around.endpoint))
        else:
            return None
        finally:
            connection, self._connection = self._connection, None
        if connection is not None and connection.was_ready:
            failure = self._judge(failure, around.clock.monotonic() - begun_s)
        return failure

    def _judge(self, failure: Failure, stood_s: float) -> Failure:
        """Return why a connection that was ready ended, with a hint when none stands for long."""
        if stood_s >= STOOD_S:
            self._short_lives = 0
            self._backoff.reset()
            return failure
        self._short_lives += 1
        if self._short_lives < SHORT_LIVES:
            return failure
        # Brokers throw the older of two clients with one id out, mostly without a word.
        hint = (
            f"Das geschah {self._short_lives}-mal kurz nach dem Verbinden. "
            "Nutzt vielleicht ein anderer Client dieselbe Client-ID (client_id)?"
        )
        return Failure(f"{failure.reason} {hint}", failure.needs_person)

    def _wait(self, failure: Failure) -> None:
        """Wait for the next try, for a person or for the end."""
        delay_s = RECHECK_S if failure.needs_person else self._backoff.next_delay_s()
        state = SourceState.FAILED if failure.needs_person else SourceState.BACKING_OFF
        next_try_us = self._around.clock.now_us() + round(delay_s * 1e6)
        self._tally.count_retry()
        self._tally.describe(security="", certificate_until_us=NO_TIME)
        self._tally.enter(state, failure.reason, next_try_us)
        self._nudge.wait(delay_s)
