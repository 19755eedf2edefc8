"""Notifications: the plan of who is told of which alarms, as people write it (TOML).

What is due follows from `app.domain.alarms.escalations`; who sends it is `connectors.messaging`,
when, the collector's notifier. Start reading at `plans`.
"""

from app.services.notifications.changes import Order, PlanChange, PlanPart, plan_changes
from app.services.notifications.plans import PlanError, problems_of, read_plan, write_plan
from app.services.notifications.wording import Letter, letter, trial_letter

__all__ = [
    "Letter",
    "Order",
    "PlanChange",
    "PlanError",
    "PlanPart",
    "letter",
    "plan_changes",
    "problems_of",
    "read_plan",
    "trial_letter",
    "write_plan",
]
