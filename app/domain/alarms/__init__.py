"""Alarms by ANSI/ISA-18.2 and IEC 62682: rules, orthogonal parts of a state, pure transitions.

No clock, no store, no view. Start at `states` (what an operator sees), then `transitions` (what a
value and the time do) and `orders` (what a person may do).
"""

from app.domain.alarms.columns import EVENT_KINDS, AlarmColumns
from app.domain.alarms.events import (
    AlarmEvent,
    AlarmEventKind,
    AlarmOrder,
    AlarmStep,
    OrderKind,
    OrderRefusedError,
)
from app.domain.alarms.mirrors import (
    MirroredCondition,
    forgotten,
    mirrored_rule,
    mirrored_step,
    severity_priority,
)
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
    "EVENT_KINDS",
    "SHELF_LIMIT_S",
    "AlarmColumns",
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
    "forgotten",
    "is_returned",
    "is_violated",
    "matrix_priority",
    "mirrored_rule",
    "mirrored_step",
    "severity_priority",
    "step",
    "suppress",
    "tick",
    "windows_at",
]
