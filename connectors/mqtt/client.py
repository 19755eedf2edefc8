"""The wire: paho for connecting, subscribing and staying alive; our own reading of messages.

paho 2.2 reads three times from the socket and makes an object with callbacks and locks for every
message, and it answers QoS 2 before anybody has stored the message. `DrainingClient` therefore
reads as much as the socket has, cuts PUBLISH packets itself (`frames`) and leaves every other
packet to paho. It relies on names of paho that begin with `_`: the pinned version is tested.
"""

import socket
import ssl
from collections.abc import Sequence
from time import monotonic
from typing import Final

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from typing_extensions import override

from connectors.mqtt.failures import WRONG_VERSION, ConnectionFailure, refusal
from connectors.mqtt.frames import FrameError, FrameReader, Publish

READ_BYTES: Final = 262_144
"""Bytes asked of the socket at once."""

READS_PER_DRAIN: Final = 8
"""Reads of one drain; TLS gives at most 16 KiB a read."""

CONNECT_TIMEOUT_S: Final = 5.0
_PUBACK: Final = b"\x40\x02"
_PUBREC: Final = b"\x50\x02"
_QOS_1: Final = 0x02
_QOS: Final = 0x06


class DrainingClient(Client):
    """A paho client that is driven by one thread of ours and read in bulk."""

    def __init__(self, *, client_id: str, version: MQTTProtocolVersion) -> None:
        """Prepare; nothing is connected.

        Args:
            client_id: Stable name at the broker.
            version: MQTT 3.1.1 or 5.
        """
        is_5 = version is MQTTProtocolVersion.MQTTv5
        super().__init__(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            clean_session=None if is_5 else False,
            protocol=version,
            reconnect_on_failure=False,
            manual_ack=True,
        )
        self.connect_timeout = CONNECT_TIMEOUT_S
        self._frames = FrameReader(has_properties=is_5)
        self.failure: Exception | None = None
        """Why the connection ended, where the socket or the stream said so."""
        self.heard_s = monotonic()
        """When the broker was last heard; paho's own note of it is moved by its pings."""

    @property
    def tls(self) -> ssl.SSLSocket | None:
        """The encrypted socket, None without encryption."""
        return self._sock if isinstance(self._sock, ssl.SSLSocket) else None

    def has_pending(self) -> bool:
        """Tell whether decrypted bytes wait inside TLS, which no selector sees."""
        return self.tls is not None and self.tls.pending() > 0

    def drain(self, enough: int) -> list[Publish]:
        """Read what the socket has, without waiting, until there are `enough` messages.

        A connection that ends is closed and reported through `on_disconnect`; what had arrived
        before is still returned. `enough` is exceeded by what one read gives.
        """
        publishes: list[Publish] = []
        for _ in range(READS_PER_DRAIN):
            if self._sock is None or len(publishes) >= enough:
                break
            try:
                data = self._sock_recv(READ_BYTES)
            except BlockingIOError:
                break
            except (OSError, ValueError) as error:
                self._end(error)
                break
            if not data:
                self._end(ConnectionResetError("Der Broker hat die Verbindung geschlossen."))
                break
            self.heard_s = self._last_bytes_received = monotonic()
            if not self._take(data, publishes):
                break
            if len(data) < READ_BYTES and not self.has_pending():
                break
        return publishes

    def _take(self, data: bytes, publishes: list[Publish]) -> bool:
        """Cut packets and let paho handle all but messages; False when the connection ended."""
        try:
            controls = self._frames.feed(data, publishes)
        except FrameError as error:
            self._end(error)
            return False
        for first, body in controls:
            self._in_packet.update(
                {
                    "command": first,
                    "have_remaining": 1,
                    "remaining_length": len(body),
                    "packet": bytearray(body),
                    "to_process": 0,
                    "pos": 0,
                }
            )
            try:
                code = self._packet_handle()
            except Exception as error:  # noqa: BLE001 -- paho raises many kinds on malformed packets
                self._end(error)
                return False
            if code != MQTTErrorCode.MQTT_ERR_SUCCESS:
                self._loop_rc_handle(code)
            if self._sock is None:
                return False
        return True

    def _end(self, error: Exception) -> None:
        """Close the connection and keep why."""
        self.failure = error
        self._loop_rc_handle(MQTTErrorCode.MQTT_ERR_CONN_LOST)

    def abandon(self, error: Exception) -> None:
        """Close the connection at once, without a farewell: the broker keeps the session."""
        self._end(error)

    def acknowledge(self, receipts: Sequence[tuple[int, int]]) -> None:
        """Acknowledge messages in one write.

        Args:
            receipts: First byte and packet id of each message, in the order of receipt
                (MQTT 5, section 4.6). QoS 1 is answered by PUBACK; QoS 2 by PUBREC, which only
                now lets the broker forget the message.
        """
        if not receipts or self._sock is None:
            return
        packet = b"".join(
            [
                (_PUBACK if first & _QOS == _QOS_1 else _PUBREC) + mid.to_bytes(2, "big")
                for first, mid in receipts
            ]
        )
        self._packet_queue(packet[0], packet, 0, 1)

    @override
    def _handle_pubrel(self) -> MQTTErrorCode:
        """Answer PUBREL at once, for an unknown id too: the message is stored, or never was ours.

        paho waits for the application here, and so stops the broker after a restart of ours.
        """
        if len(self._in_packet["packet"]) < 2:  # noqa: PLR2004 -- the packet id
            return MQTTErrorCode.MQTT_ERR_PROTOCOL
        return self._send_pubcomp(int.from_bytes(self._in_packet["packet"][:2], "big"))

    @override
    def _handle_connack(self) -> MQTTErrorCode:
        """Say that a broker refuses our version; paho would try 3.1, or stumble in MQTT 5.

        Brokers that know 3.1.1 alone refuse MQTT 5 in the old form, whose code 1 is no other's.
        """
        if self._in_packet["packet"][1:2] == b"\x01":
            self.failure = ConnectionFailure(refusal(WRONG_VERSION, ""))
            return MQTTErrorCode.MQTT_ERR_PROTOCOL
        return super()._handle_connack()

    @override
    def _ssl_wrap_socket(self, tcp_sock: socket.socket) -> ssl.SSLSocket:
        """Begin TLS; paho would leave the socket open when that fails."""
        if self._ssl_context is None:
            raise ValueError("TLS without a context")
        wrapped = self._ssl_context.wrap_socket(
            tcp_sock, server_hostname=self._host, do_handshake_on_connect=False
        )
        try:
            wrapped.settimeout(CONNECT_TIMEOUT_S)
            wrapped.do_handshake()
        except BaseException:
            wrapped.close()
            raise
        return wrapped

    @override
    def _handle_publish(self) -> MQTTErrorCode:
        """Never reached: messages are read by `drain`."""
        return MQTTErrorCode.MQTT_ERR_PROTOCOL

    @override
    def reconnect(self) -> MQTTErrorCode:
        """Connect, with an empty reader: half a packet of an old connection means nothing now."""
        self._frames = FrameReader(has_properties=self._protocol == MQTTProtocolVersion.MQTTv5)
        self.failure = None
        return super().reconnect()

    def forget_ping(self) -> None:
        """Wait for no answer to a ping: we do not read at the moment."""
        self._ping_t = 0.0
