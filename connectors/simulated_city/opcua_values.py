"""How values of the simulated city look on OPC UA: node ids, variants, status, time."""

import math
from datetime import UTC, datetime, timedelta

from asyncua import ua

from app.domain.points import Point, PointKind
from app.domain.samples import Quality
from connectors.opcua.addresses import parse_address
from connectors.simulated_city.encoders import wire_value

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_GOOD = ua.StatusCode(ua.StatusCodes.Good)
_BAD = ua.StatusCode(ua.StatusCodes.BadCommunicationError)
_UNCERTAIN = ua.StatusCode(ua.StatusCodes.UncertainLastUsableValue)
_NOTHING = ua.Variant(None, ua.VariantType.Null)


def moment(time_us: int) -> datetime:
    """Return a time with zone from µs UTC."""
    return _EPOCH + timedelta(microseconds=time_us)


def microseconds(when: datetime) -> int:
    """Return µs UTC of a time; one without zone is UTC, as OPC UA has it."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def uri_of(point: Point) -> str:
    """Return the namespace URI of a point's address.

    Raises:
        AddressError: The address cannot be read.
    """
    return parse_address(point.address.node).uri


def node_id_of(point: Point, namespaces: dict[str, int]) -> ua.NodeId:
    """Return a point's node id on a server that numbers its namespaces so."""
    address = parse_address(point.address.node)
    return ua.NodeId(address.identifier, namespaces[address.uri])


def variant_type(point: Point) -> ua.VariantType:
    """Return the type of a point's variable: words, codes or numbers."""
    if point.kind is not PointKind.STATE:
        return ua.VariantType.Double
    has_words = any(state.text for state in point.states)
    return ua.VariantType.String if has_words else ua.VariantType.Int32


def data_value(
    point: Point, kind: ua.VariantType, value: float, quality: int, time_us: int
) -> ua.DataValue:
    """Return a value as the server shows it."""
    when = moment(time_us)
    if quality >= Quality.BAD or math.isnan(value):
        return ua.DataValue(_NOTHING, _BAD, when, when)
    status = _UNCERTAIN if quality == Quality.UNCERTAIN else _GOOD
    return ua.DataValue(variant(point, kind, value), status, when, when)


def variant(point: Point, kind: ua.VariantType, value: float) -> ua.Variant:
    """Return a value of a point as a variant of the variable's type."""
    raw = wire_value(point, value)
    if kind is ua.VariantType.String:
        return ua.Variant(str(raw), kind)
    if kind is ua.VariantType.Int32:
        return ua.Variant(int(float(raw)), kind)
    return ua.Variant(float(raw), kind)


def value_of(point: Point, given: ua.Variant) -> float:
    """Return what somebody wrote, in the point's unit or as its code; NaN when it is neither."""
    raw = given.Value
    if isinstance(raw, str):
        found = [state.code for state in point.states if raw in {state.text, state.label.de}]
        return float(found[0]) if found else math.nan
    if isinstance(raw, (bool, int, float)):
        value = float(raw) * point.scale + point.offset
        known = not point.states or point.state(value) is not None
        return value if known else math.nan
    return math.nan
