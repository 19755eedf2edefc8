"""The wire of SNMP: questions to agents through pysnmp. The only module that knows it.

One engine serves all devices of a source. Answers come as plain numbers, bytes and texts.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from pyasn1.type import univ
from pysnmp.carrier.asyncio.dgram import udp, udp6
from pysnmp.error import PySnmpError
from pysnmp.hlapi.v3arch import asyncio as hlapi
from pysnmp.proto import rfc1902, rfc1905

from app.services.ports import SecretStore
from connectors.polling.addresses import Agent, Oid
from connectors.polling.failures import (
    REFUSALS,
    UNANSWERED_V2C,
    UNANSWERED_V3,
    PollingFailure,
    SilenceError,
    missing_secret,
)
from connectors.polling.objects import Told
from connectors.polling.options import (
    SECRET_PREFIX,
    SHORTEST_KEY,
    Auth,
    Privacy,
    SnmpOptions,
    Through,
    Version,
)

BULK: Final = 24
"""Rows of a table asked for at once; a full answer still fits into an Ethernet frame or two."""

MOST_ROWS: Final = 4_000
"""A walk ends after so many rows: a device that counts in a circle would never end."""

GRACE_S: Final = 1.0
"""pysnmp looks at its clock twice a second; what takes still longer we give up ourselves."""

_AUTH: Final = {
    Auth.NONE: hlapi.USM_AUTH_NONE,
    Auth.MD5: hlapi.USM_AUTH_HMAC96_MD5,
    Auth.SHA: hlapi.USM_AUTH_HMAC96_SHA,
    Auth.SHA224: hlapi.USM_AUTH_HMAC128_SHA224,
    Auth.SHA256: hlapi.USM_AUTH_HMAC192_SHA256,
    Auth.SHA384: hlapi.USM_AUTH_HMAC256_SHA384,
    Auth.SHA512: hlapi.USM_AUTH_HMAC384_SHA512,
}
_PRIVACY: Final = {
    Privacy.NONE: hlapi.USM_PRIV_NONE,
    Privacy.DES: hlapi.USM_PRIV_CBC56_DES,
    Privacy.AES128: hlapi.USM_PRIV_CFB128_AES,
    Privacy.AES192: hlapi.USM_PRIV_CFB192_AES,
    Privacy.AES256: hlapi.USM_PRIV_CFB256_AES,
}

_NOTHING: Final = (rfc1905.NoSuchObject, rfc1905.NoSuchInstance, rfc1905.EndOfMibView)

log = logging.getLogger(__name__)


class _Guarded:
    """Keeps whatever a stranger sends from reaching the loop as an error of ours."""

    garbled = 0

    def datagram_received(self, datagram: bytes, address: Any) -> None:
        """Pass a datagram on; one that cannot be understood is counted and forgotten."""
        try:
            self._callback_function(self, address, datagram)  # type: ignore[attr-defined]  # pysnmp's own
        except Exception as error:  # noqa: BLE001 -- hostile input must not stop the source
            self.garbled += 1
            log.debug("a datagram could not be understood: %r", error)

    def error_received(self, error: Exception) -> None:
        """Pass over an ICMP message that nobody listens there: silence says the same."""
        log.debug("the network says: %r", error)


class _Udp(_Guarded, udp.UdpAsyncioTransport):  # type: ignore[misc]  # pysnmp is untyped
    pass


class _Udp6(_Guarded, udp6.Udp6AsyncioTransport):  # type: ignore[misc]  # pysnmp is untyped
    pass


class _Target(hlapi.UdpTransportTarget):  # type: ignore[misc]  # pysnmp is untyped
    PROTO_TRANSPORT = _Udp


class _Target6(hlapi.Udp6TransportTarget):  # type: ignore[misc]  # pysnmp is untyped
    PROTO_TRANSPORT = _Udp6


class SnmpSession:
    """Questions to any number of devices. Used on the event loop only."""

    def __init__(self, options: SnmpOptions, through: Through, secrets: SecretStore) -> None:
        """Prepare an engine; nothing is sent yet.

        Args:
            options: The source's settings.
            through: The one agent that answers for all, if there is one.
            secrets: Passwords.

        Raises:
            PollingFailure: A password is missing or too short.
        """
        self._options = options
        self._through = through
        self._user: hlapi.UsmUserData | None = None
        self._community = "public"
        if options.version is Version.V3:
            self._user = _user(options, secrets)
        elif options.community:
            self._community = _secret(options.community, secrets)
        self._engine = hlapi.SnmpEngine()
        self._targets: dict[Agent, Any] = {}
        self.questions = 0

    @property
    def garbled(self) -> int:
        """Datagrams that could not be understood."""
        return sum(transport.garbled for transport in self._transports())

    def _transports(self) -> list[_Guarded]:
        dispatcher = self._engine.transport_dispatcher
        found: list[_Guarded] = []
        # There is none before the first question, and a socket only for what was asked.
        for kind in (_Target, _Target6) if dispatcher is not None else ():
            with suppress(PySnmpError):
                found.append(dispatcher.get_transport(kind.TRANSPORT_DOMAIN))
        return found

    def close(self) -> None:
        """Close all sockets."""
        self._engine.close_dispatcher()
        self._targets.clear()

    def forget(self, agent: Agent) -> None:
        """Look up the address of a device anew the next time."""
        self._targets.pop(agent, None)

    async def get(self, agent: Agent, oids: Sequence[Oid]) -> dict[Oid, Told]:
        """Ask for objects, in as many questions as needed.

        Raises:
            SilenceError: The device gave no answer.
        """
        found: dict[Oid, Told] = {}
        size = self._options.values_per_question
        for first in range(0, len(oids), size):
            found |= await self._get(agent, oids[first : first + size])
        return found

    async def _get(self, agent: Agent, oids: Sequence[Oid]) -> dict[Oid, Told]:
        asked = [hlapi.ObjectType(hlapi.ObjectIdentity(oid)) for oid in oids]
        status, told = await self._send(agent, hlapi.get_cmd, *asked)
        if not status:
            return {one.oid: one for one in told}
        if len(oids) == 1:
            return {oids[0]: Told(oids[0], None)}
        # Too big, or one of them is a fault: halves find out which, and the rest is not lost.
        half = len(oids) // 2
        first = await self._get(agent, oids[:half])
        return first | await self._get(agent, oids[half:])

    async def walk(self, agent: Agent, base: Oid, most: int = MOST_ROWS) -> list[Told]:
        """Return all objects below a number, in order; at most so many.

        Raises:
            SilenceError: The device gave no answer, or broke off.
        """
        found: list[Told] = []
        place = base
        while len(found) < most:
            asked = hlapi.ObjectType(hlapi.ObjectIdentity(place))
            status, told = await self._send(agent, hlapi.bulk_cmd, 0, BULK, asked)
            if status or not told:
                return found
            for one in told:
                is_below = one.oid[: len(base)] == base
                # Numbers must rise (RFC 3416, section 4.2.2); else the walk would never end.
                if not is_below or one.oid <= place or len(found) >= most:
                    return found
                found.append(one)
                place = one.oid
        return found

    async def _send(self, agent: Agent, command: Any, *asked: Any) -> tuple[int, list[Told]]:
        target = await self._target(agent)
        options = self._options
        patience_s = options.timeout_s * (options.retries + 1) + GRACE_S
        self.questions += 1
        call = command(
            self._engine,
            self._identity(agent),
            target,
            hlapi.ContextData(contextName=self._context(agent)),
            *asked,
            lookupMib=False,
        )
        try:
            async with asyncio.timeout(patience_s):
                indication, status, _, told = await call
        except TimeoutError:
            raise SilenceError(self._unanswered) from None
        except PySnmpError as error:
            raise SilenceError(f"Das Gerät lässt sich nicht fragen: {_short(error)}.") from None
        if indication:
            raise self._failure(indication)
        return int(status), [_told(name, value) for name, value in told]

    async def _target(self, agent: Agent) -> Any:
        target = self._targets.get(agent)
        if target is None:
            through = self._through
            host = through.host or agent.host
            port = through.port if through.host else agent.port or self._options.port
            kind = _Target6 if ":" in host else _Target
            try:
                target = await kind.create(
                    (host, port), timeout=self._options.timeout_s, retries=self._options.retries
                )
            except PySnmpError:
                raise SilenceError(
                    f"Der Name „{host}“ lässt sich nicht auflösen. Bitte Adresse und Netz prüfen."
                ) from None
            self._targets[agent] = target
        return target

    def _identity(self, agent: Agent) -> Any:
        if self._user is not None:
            return self._user
        name = self._community
        if self._through.host:
            name = f"{name}@{agent.host}"
        return hlapi.CommunityData(name, mpModel=1)  # noqa: S508 -- v3 is offered; many devices speak only this

    def _context(self, agent: Agent) -> bytes:
        if self._user is None:
            return b""
        return (agent.host if self._through.host else self._options.context).encode()

    @property
    def _unanswered(self) -> str:
        return UNANSWERED_V2C if self._user is None else UNANSWERED_V3

    def _failure(self, indication: Any) -> SilenceError:
        name = type(indication).__name__
        if name == "RequestTimedOut":
            return SilenceError(self._unanswered)
        if name in REFUSALS:
            return SilenceError(REFUSALS[name], is_refused=True)
        return SilenceError(f"Das Gerät antwortet unverständlich ({name}: {_short(indication)}).")


def _short(error: object) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def _secret(reference: str, secrets: SecretStore) -> str:
    name = reference.removeprefix(SECRET_PREFIX)
    secret = secrets.get(name)
    if secret is None:
        raise missing_secret(name)
    return secret


def _user(options: SnmpOptions, secrets: SecretStore) -> hlapi.UsmUserData:
    """Return the user of v3 with its keys."""
    keys: dict[str, str] = {}
    for key, kind in (("auth", options.auth), ("privacy", options.privacy)):
        if str(kind) == "none":
            continue
        secret = _secret(getattr(options, f"{key}_password"), secrets)
        if len(secret) < SHORTEST_KEY:
            raise PollingFailure(
                f"Das Kennwort für {key}_password ist kürzer als {SHORTEST_KEY} Zeichen; SNMP v3 "
                "lässt das nicht zu. Bitte ein längeres hinterlegen."
            )
        keys[key] = secret
    return hlapi.UsmUserData(
        options.user,
        authKey=keys.get("auth"),
        privKey=keys.get("privacy"),
        authProtocol=_AUTH[options.auth],
        privProtocol=_PRIVACY[options.privacy],
    )


def _told(name: Any, value: Any) -> Told:
    """Return a variable as plain Python."""
    oid: Oid = tuple(name)
    bits = 64 if isinstance(value, rfc1902.Counter64) else 0
    bits = 32 if isinstance(value, rfc1902.Counter32) else bits
    return Told(oid, _plain(value), bits)


def _plain(value: Any) -> int | bytes | str | None:
    """Return a value as a number, bytes or text; None for one that is not there."""
    if isinstance(value, _NOTHING):
        return None
    if isinstance(value, rfc1902.IpAddress):
        return str(value.prettyPrint())
    if isinstance(value, univ.OctetString):
        return bytes(value)
    if isinstance(value, univ.ObjectIdentifier):
        return ".".join(map(str, tuple(value)))
    try:
        return int(value)
    except (TypeError, ValueError, PySnmpError):
        return None
