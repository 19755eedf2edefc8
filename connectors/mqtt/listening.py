"""A short look at everything a broker publishes, through a second connection of its own."""

from collections.abc import Callable
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from threading import Lock
from time import monotonic
from typing import Any, Final

from app.domain.points import SourceId
from app.services.ports import SecretStore
from connectors.mqtt.access import make_client, open_connection, subscribe
from connectors.mqtt.client import DrainingClient
from connectors.mqtt.failures import ConnectionFailure, Failure, failure_of, refusal
from connectors.mqtt.frames import Publish
from connectors.mqtt.options import Endpoint, MqttOptions

LISTEN_S: Final = 3.0
"""Retained messages come at once; of the others those that are published meanwhile."""

ANSWER_S: Final = 4.0
"""CONNACK and SUBACK must come within this time."""

MOST_MESSAGES: Final = 100_000
"""A broker that floods us has told enough."""

MOST_TOPICS: Final = 20_000
LARGEST: Final = 65_536
"""Payloads up to this size are kept to look into."""

_TICK_S: Final = 0.1
_REFUSED_FROM: Final = 0x80
_DRAIN: Final = 5_000


class Listener:
    """Connects beside the source's own connection, without a session, and listens for a while.

    Args:
        source: The source.
        options: Its settings; identity and TLS are used, the subscriptions are not.
        endpoint: Where the broker is.
        secrets: Where the password comes from.
        is_stopping: Asked often; listening ends when it says so.
    """

    def __init__(
        self,
        source: SourceId,
        options: MqttOptions,
        endpoint: Endpoint,
        secrets: SecretStore,
        *,
        is_stopping: Callable[[], bool],
    ) -> None:
        self._source = source
        self._options = options
        self._endpoint = endpoint
        self._secrets = secrets
        self._is_stopping = is_stopping
        self._lock = Lock()

    def listen(self, topic_filter: str) -> dict[bytes, bytes]:
        """Return the newest payload of each topic heard; blocks for some seconds.

        Raises:
            ConnectionFailure: The broker cannot be reached, or does not let us listen.
        """
        with self._lock:  # two connections of one client id would throw each other out
            try:
                client = make_client(
                    self._source, self._options, self._endpoint, self._secrets, "-suche"
                )
                visit = _Visit(client, topic_filter, self._options)
                return visit.run(self._endpoint, self._is_stopping)
            except (OSError, ValueError) as error:
                raise ConnectionFailure(failure_of(error, str(self._endpoint))) from None


class _Visit:
    """One connection that listens."""

    def __init__(self, client: DrainingClient, topic_filter: str, options: MqttOptions) -> None:
        self._client = client
        self._filter = topic_filter
        self._options = options
        self._failure: Failure | None = None
        self._is_listening = False
        self._heard: dict[bytes, bytes] = {}
        self._messages = 0
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe

    def run(self, endpoint: Endpoint, is_stopping: Callable[[], bool]) -> dict[bytes, bytes]:
        """Connect, listen, leave."""
        client = self._client
        try:
            open_connection(client, self._options, endpoint, is_lasting=False)
            self._pump(lambda: self._is_listening or is_stopping(), ANSWER_S)
            if not self._is_listening:
                raise ConnectionFailure(self._failure or failure_of(TimeoutError(), str(endpoint)))
            self._pump(lambda: self._messages >= MOST_MESSAGES or is_stopping(), LISTEN_S)
            if client.socket() is not None:
                client.disconnect()
        finally:
            client.abandon(ConnectionResetError())
        return self._heard

    def _pump(self, is_enough: Callable[[], bool], timeout_s: float) -> None:
        """Read until it is enough, the time is up, or the connection is gone."""
        client = self._client
        deadline = monotonic() + timeout_s
        with DefaultSelector() as selector:
            socket = client.socket()
            if socket is None:
                return
            watched = selector.register(socket, EVENT_READ)
            while client.socket() is not None and not is_enough() and not self._failure:
                left_s = deadline - monotonic()
                if left_s <= 0:
                    return
                events = EVENT_READ | (EVENT_WRITE if client.want_write() else 0)
                selector.modify(watched.fileobj, events)
                selector.select(0.0 if client.has_pending() else min(left_s, _TICK_S))
                self._take(client.drain(_DRAIN))
                if client.want_write():
                    client.loop_write()
                client.loop_misc()
        if client.socket() is None and not self._failure:
            error = client.failure or ConnectionResetError()
            self._failure = failure_of(error, f"{client.host}:{client.port}")

    def _take(self, messages: list[Publish]) -> None:
        """Keep the newest payload of each topic."""
        self._messages += len(messages)
        heard = self._heard
        for topic, payload, _, _, size in messages:
            if size <= LARGEST and (topic in heard or len(heard) < MOST_TOPICS):
                heard[topic] = payload

    def _on_connect(self, _client: Any, _data: Any, _flags: Any, code: Any, _props: Any) -> None:
        if code.is_failure:
            self._failure = refusal(code.value, str(code))
        else:
            subscribe(self._client, [(self._filter, 0)], is_5=self._options.is_5)

    def _on_subscribe(self, _client: Any, _data: Any, _mid: int, codes: Any, _props: Any) -> None:
        if codes[0].value >= _REFUSED_FROM:
            self._failure = Failure(f"Der Broker erlaubt es nicht, „{self._filter}“ zu abonnieren.")
        else:
            self._is_listening = True
