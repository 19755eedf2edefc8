"""Alarms by ANSI/ISA-18.2 and IEC 62682: rules, orthogonal parts of a state, pure transitions.

No clock, no store, no view. Start at `states` (what an operator sees), then `transitions` (what a
value and the time do) and `orders` (what a person may do).
"""

from app.domain.alarms.events import (
    AlarmEvent,
    AlarmEventKind,
    AlarmOrder,
    AlarmStep,
    OrderKind,
    OrderRefusedError,
)
from app.domain.alarms.mirrors import MirroredCondition
from app.domain.alarms.orders import SHELF_LIMIT_S, acknowledge, carry_out
from app.domain.alarms.rules import (
    AlarmId,
    AlarmRule,
    Consequence,
    Priority,
    ResponseTime,
    RuleKind,
    Schedule,
    is_returned,
    is_violated,
    matrix_priority,
)
from app.domain.alarms.states import (
    AlarmState,
    Condition,
    Mirror,
    OutOfService,
    Shelf,
    VisibleState,
)
from app.domain.alarms.transitions import step, suppress, tick
from app.domain.alarms.windows import MaintenanceWindow, Scope, windows_at

__all__ = [
    "SHELF_LIMIT_S",
    "AlarmEvent",
    "AlarmEventKind",
    "AlarmId",
    "AlarmOrder",
    "AlarmRule",
    "AlarmState",
    "AlarmStep",
    "Condition",
    "Consequence",
    "MaintenanceWindow",
    "Mirror",
    "MirroredCondition",
    "OrderKind",
    "OrderRefusedError",
    "OutOfService",
    "Priority",
    "ResponseTime",
    "RuleKind",
    "Schedule",
    "Scope",
    "Shelf",
    "VisibleState",
    "acknowledge",
    "carry_out",
    "is_returned",
    "is_violated",
    "matrix_priority",
    "step",
    "suppress",
    "tick",
    "windows_at",
]
