"""The shapes of the documents of rules and of maintenance windows, as a person writes them."""

from datetime import datetime

from msgspec import Struct, field

from app.services.profiles.tables import AlarmTable


class OwnRuleTable(AlarmTable, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[rule]]`: one alarm of one point, with everything that it says."""

    point: str
    id: str = ""


class RemoveTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[remove]]`: takes an alarm of the profile away."""

    id: str


class RulesTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole document of rules."""

    complete: bool = False
    rules: list[OwnRuleTable] = field(name="rule", default_factory=list)
    removed: list[RemoveTable] = field(name="remove", default_factory=list)


class WindowTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[window]]`: one maintenance window."""

    id: str
    start: datetime
    end: datetime
    reason: str
    work_order: str
    actor: str = ""
    points: list[str] = []
    devices: list[str] = []
    districts: list[str] = []
    fields: list[str] = []
    sources: list[str] = []


class WindowsTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole document of maintenance windows."""

    windows: list[WindowTable] = field(name="window", default_factory=list)
