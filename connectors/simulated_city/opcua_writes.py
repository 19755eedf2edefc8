"""What clients write to the plant: judged first, then passed on to the city."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from asyncua import ua
from asyncua.crypto.permission_rules import User, UserRole
from asyncua.server.address_space import AddressSpace, AttributeService
from typing_extensions import override

from connectors.simulated_city.opcua_nodes import Variable
from connectors.simulated_city.opcua_values import value_of

_ADMIN = User(role=UserRole.Admin)


class JudgedWrites(AttributeService):  # type: ignore[misc]  # the library is not typed
    """The server's attribute service, with a plant that refuses what it cannot do.

    Args:
        space: The nodes.
        variables: The variables by node id.
        on_written: Called with each variable and the value, in the point's unit, that was taken.
    """

    def __init__(
        self,
        space: AddressSpace,
        variables: Mapping[ua.NodeId, Variable],
        on_written: Callable[[Variable, float], None],
    ) -> None:
        super().__init__(space)
        self._variables = variables
        self._on_written = on_written

    @override
    async def write(self, params: ua.WriteParameters, user: User = _ADMIN) -> list[ua.StatusCode]:
        """Write; the server's own writes are not judged."""
        if user.role is UserRole.Admin:
            done: list[ua.StatusCode] = await super().write(params, user)
            return done
        return [await self._write_one(item, user) for item in params.NodesToWrite]

    async def _write_one(self, item: ua.WriteValue, user: User) -> ua.StatusCode:
        variable = self._variables.get(item.NodeId)
        value = math.nan
        if variable is not None and item.AttributeId == ua.AttributeIds.Value:
            value, refused = _judged(variable, item.Value)
            if refused is not None:
                return ua.StatusCode(refused)
            now = datetime.now(UTC)
            # The plant stamps what it took over, whatever the client's clock says.
            item.Value = ua.DataValue(
                item.Value.Value, ua.StatusCode(ua.StatusCodes.Good), now, now
            )
        results: list[ua.StatusCode] = await super().write(ua.WriteParameters([item]), user)
        if results[0].is_good() and variable is not None and not math.isnan(value):
            self._on_written(variable, value)
        return results[0]


def _judged(variable: Variable, given: ua.DataValue) -> tuple[float, int | None]:
    """Return the value in the point's unit, and why it is refused."""
    if not variable.point.is_writable:
        return math.nan, int(ua.StatusCodes.BadUserAccessDenied)
    if given.Value is None or given.Value.VariantType != variable.kind:
        return math.nan, int(ua.StatusCodes.BadTypeMismatch)
    value = value_of(variable.point, given.Value)
    is_inside = variable.point.states or variable.low <= value <= variable.high
    if math.isnan(value) or not is_inside:
        return math.nan, int(ua.StatusCodes.BadOutOfRange)
    return value, None
