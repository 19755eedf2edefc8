"""Sources: the state and health of a connection to the city. A source that is down is a value."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.points import SourceId
from app.domain.samples import NO_TIME


class SourceKind(StrEnum):
    """The protocol of a source."""

    MQTT = "mqtt"
    OPCUA = "opcua"
    SNMP = "snmp"
    """Switches, access points and other network devices that are asked (SNMP v2c and v3)."""
    ICMP = "icmp"
    """Hosts that answer an echo, or do not."""


class SourceState(StrEnum):
    """The life of a connection."""

    STOPPED = "stopped"
    CONNECTING = "connecting"
    ONLINE = "online"
    DEGRADED = "degraded"
    """Connected, but something is missing: a subscription refused, a decoder rejecting."""
    BACKING_OFF = "backing_off"
    """Waiting 1 to 60 s, with jitter, before the next try."""
    FAILED = "failed"
    """Needs a person: a wrong password, an untrusted certificate."""

    @property
    def is_delivering(self) -> bool:
        """True while values of this source may be taken for live."""
        return self in {SourceState.ONLINE, SourceState.DEGRADED}


@dataclass(frozen=True, slots=True)
class TrustQuestion:
    """A certificate met for the first time; a person decides whether it is the right one.

    Attributes:
        fingerprint: SHA-256 over the DER form, upper-case hex pairs with colons.
        subject: Subject of the certificate, RFC 4514.
        issuer: Its issuer.
        not_before_us: Start of validity, µs UTC.
        not_after_us: End of validity, µs UTC.
        application_uri: The application it claims to be (OPC UA), empty elsewhere.
    """

    fingerprint: str
    subject: str
    issuer: str
    not_before_us: int
    not_after_us: int
    application_uri: str = ""


@dataclass(frozen=True, slots=True)
class RawMessage:
    """A message as it came, for the eye of an engineer.

    Attributes:
        time_us: When it was received, µs UTC.
        origin: Topic, node or agent.
        size: Size of the payload in bytes.
        head: Its first bytes (at most 2,000), as they came.
        outcome: Empty when it was understood, else why it was rejected.
        samples: How many samples it gave.
    """

    time_us: int
    origin: str
    size: int
    head: bytes
    outcome: str = ""
    samples: int = 0


@dataclass(frozen=True, slots=True)
class BrowseNode:
    """Something an unknown source offers.

    Attributes:
        address: Where it is: a topic, a node with its namespace URI, or an agent.
        name: Its own name.
        has_children: True when browsing it may give more.
        is_variable: True when it carries values that a point could be made of.
        item: The measurement inside the message (MQTT) or of the device (SNMP, ICMP); empty for
            OPC UA.
        data_type: Type in the source's words.
        value: Its present value as text.
        unit: Its unit, where the source tells it.
        description: Its description, where the source tells it.
        decoder: The decoder that understands it (MQTT).
        is_known: True when a point already uses this address.
    """

    address: str
    name: str
    has_children: bool = False
    is_variable: bool = False
    item: str = ""
    data_type: str = ""
    value: str = ""
    unit: str = ""
    description: str = ""
    decoder: str = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """Everything the health page shows of one source. Counts run since the collector started.

    Attributes:
        source: The source.
        state: State of the connection.
        reason: Why it is in this state, one sentence for a person; empty when all is well.
        since_us: Since when it is in this state, µs UTC.
        connected_us: Since when it is connected without a break, `NO_TIME` when it is not.
        retries: Tries since the last success.
        next_try_us: When the next try is due, `NO_TIME` when none is.
        messages: Messages received.
        samples: Samples made of them.
        rejected: Messages or parts that could not be understood.
        unmapped: Measurements that belong to no point.
        duplicates: Samples that had been stored before.
        late: Samples older than a newer one of the same point.
        overruns: Values the source or a queue dropped before we got them.
        gaps_filled: Samples fetched from the source's own history after a break.
        message_rate: Messages per second, mean of the last 10 s.
        sample_rate: Samples per second, mean of the last 10 s.
        last_message_us: When the last message came, `NO_TIME` if none did.
        lag_s: Source time to receipt of the newest samples, seconds, median.
        commit_lag_s: Receipt to commit, seconds, median.
        certificate_until_us: End of validity of the server's certificate, `NO_TIME` if none.
        endpoint: Where we are connected to, without secrets.
        security: Security in words, such as `TLS 1.3` or `Basic256Sha256, SignAndEncrypt`.
        question: A certificate a person must decide on.
        rejects: The newest rejected messages, newest first.
        details: More figures by name, for the page's table, in the protocol's own terms.
    """

    source: SourceId
    state: SourceState = SourceState.STOPPED
    reason: str = ""
    since_us: int = NO_TIME
    connected_us: int = NO_TIME
    retries: int = 0
    next_try_us: int = NO_TIME
    messages: int = 0
    samples: int = 0
    rejected: int = 0
    unmapped: int = 0
    duplicates: int = 0
    late: int = 0
    overruns: int = 0
    gaps_filled: int = 0
    message_rate: float = 0.0
    sample_rate: float = 0.0
    last_message_us: int = NO_TIME
    lag_s: float = float("nan")
    commit_lag_s: float = float("nan")
    certificate_until_us: int = NO_TIME
    endpoint: str = ""
    security: str = ""
    question: TrustQuestion | None = None
    rejects: tuple[RawMessage, ...] = ()
    details: dict[str, str] = field(default_factory=dict)


# --- what a device says of itself ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PortIdentity:
    """An interface of a network device, as it says itself.

    Attributes:
        index: Its ifIndex; may change when the device restarts.
        name: Its ifName, such as `Te1/1`; else its ifDescr.
        alias: What an engineer wrote on it (ifAlias).
        mac: Its ifPhysAddress, lower-case hex pairs with colons; empty without.
        is_up: True when ifOperStatus is up.
        speed_mbit_s: Its ifHighSpeed; 0 where not told.
    """

    index: int
    name: str
    alias: str = ""
    mac: str = ""
    is_up: bool = False
    speed_mbit_s: float = 0.0


@dataclass(frozen=True, slots=True)
class NeighbourIdentity:
    """A device at the other end of a cable, as LLDP tells it (IEEE 802.1AB).

    Attributes:
        local_port: Number of our port (lldpRemLocalPortNum).
        chassis: The other's chassis id: a MAC address or a text.
        port: The other's port id.
        port_name: The other's description of that port.
        name: The other's sysName.
        description: The other's sysDescr.
    """

    local_port: int
    chassis: str
    port: str
    port_name: str = ""
    name: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """What a device says of itself; for the inventory a measured fact, not a claim of somebody's.

    Attributes:
        agent: Where it was asked, as points name it.
        measured_us: When, µs UTC.
        name: Its sysName.
        description: Its sysDescr: make, model, software.
        object_id: Its sysObjectID, the maker's number of the model.
        location: Its sysLocation, as somebody once wrote it.
        contact: Its sysContact.
        serials: Serial numbers of its chassis and modules (entPhysicalSerialNum), chassis first.
        model: Model name of its chassis (entPhysicalModelName), empty where not told.
        software: Software revision of its chassis (entPhysicalSoftwareRev).
        ports: Its interfaces in order of their index.
        neighbours: What is connected to it.
        is_whole: False when the device broke off in the middle.
    """

    agent: str
    measured_us: int
    name: str = ""
    description: str = ""
    object_id: str = ""
    location: str = ""
    contact: str = ""
    serials: tuple[str, ...] = ()
    model: str = ""
    software: str = ""
    ports: tuple[PortIdentity, ...] = ()
    neighbours: tuple[NeighbourIdentity, ...] = ()
    is_whole: bool = True

    @property
    def macs(self) -> tuple[str, ...]:
        """The addresses of its interfaces, each once, in order of the interfaces."""
        return tuple(dict.fromkeys(port.mac for port in self.ports if port.mac))
