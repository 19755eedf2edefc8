"""Life cycles: which state may follow which, and what must be known for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.fields import Values


@dataclass(frozen=True, slots=True)
class Transition:
    """A step of a life cycle.

    Attributes:
        before: State it leaves.
        after: State it leads to.
        label: What a person does, German, such as `In Betrieb nehmen`.
        required: Fields that must be filled for it.
    """

    before: str
    after: str
    label: str
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """The states of a kind and the steps between them.

    Attributes:
        kind: The kind.
        field: Its field that holds the state.
        first: States a new record may begin in.
        transitions: The steps.
        demands: Fields a record in a state must have, however it came there.
    """

    kind: str
    field: str
    first: tuple[str, ...]
    transitions: tuple[Transition, ...]
    demands: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def steps_from(self, state: str) -> Iterator[Transition]:
        """Return the steps that leave a state."""
        return (step for step in self.transitions if step.before == state)

    def step(self, before: str, after: str) -> Transition | None:
        """Return the step between two states, None when there is none."""
        return next((one for one in self.steps_from(before) if one.after == after), None)

    def missing_for(self, step: Transition, values: Values) -> tuple[str, ...]:
        """Return the fields that a step needs and that are empty."""
        return tuple(name for name in step.required if values.get(name) in (None, ""))

    def missing_in(self, state: str, values: Values) -> tuple[str, ...]:
        """Return the fields a record in a state needs and that are empty."""
        needed = next((names for one, names in self.demands if one == state), ())
        return tuple(name for name in needed if values.get(name) in (None, ""))


def _asset_steps() -> tuple[Transition, ...]:
    repaired = ("repair_note",)
    place = ("site",)
    return (
        Transition("needed", "requested", "Beantragen"),
        Transition("requested", "ordered", "Bestellen", ("order_number",)),
        Transition("requested", "needed", "Antrag zurückziehen"),
        Transition("ordered", "delivered", "Lieferung annehmen", ("bought_on",)),
        Transition("delivered", "in_stock", "Ins Lager nehmen", ("tag", "site")),
        Transition("in_stock", "staged", "Vorbereiten"),
        Transition("in_stock", "lent", "Verleihen", ("holder", "custody_until")),
        Transition("staged", "in_stock", "Zurück ins Lager"),
        Transition("staged", "in_service", "In Betrieb nehmen", ("tag", "site", "in_service_on")),
        Transition("in_stock", "in_service", "In Betrieb nehmen", ("tag", "site", "in_service_on")),
        Transition("in_service", "repair", "Zur Reparatur geben", repaired),
        Transition("in_service", "lent", "Verleihen", ("holder", "custody_until")),
        Transition("in_service", "lost", "Als verloren melden", ("note",)),
        Transition("in_service", "in_stock", "Ins Lager zurücknehmen", place),
        Transition("in_service", "decommissioned", "Außer Betrieb nehmen", ("decommissioned_on",)),
        Transition("repair", "in_service", "Wieder in Betrieb nehmen", place),
        Transition("repair", "in_stock", "Repariert ins Lager nehmen", place),
        Transition("repair", "decommissioned", "Aussondern", ("decommissioned_on",)),
        Transition("lent", "in_stock", "Rückgabe annehmen", place),
        Transition("lent", "in_service", "Rückgabe annehmen und weiter betreiben", place),
        Transition("lent", "lost", "Als verloren melden", ("note",)),
        Transition("lent", "repair", "Defekt zurücknehmen", repaired),
        Transition("in_stock", "repair", "Zur Reparatur geben", repaired),
        Transition("in_stock", "lost", "Als verloren melden", ("note",)),
        Transition("lost", "in_stock", "Wiedergefunden", place),
        Transition("lost", "decommissioned", "Ausbuchen", ("decommissioned_on",)),
        Transition("in_stock", "decommissioned", "Aussondern", ("decommissioned_on",)),
        Transition("decommissioned", "disposed", "Entsorgen", ("disposed_on", "wipe_certificate")),
        Transition("decommissioned", "in_stock", "Doch behalten", place),
    )


ASSET: Final = LifeCycle(
    "asset",
    "state",
    first=(
        "needed",
        "requested",
        "ordered",
        "delivered",
        "in_stock",
        "staged",
        "in_service",
        "repair",
        "lent",
        "lost",
        "decommissioned",
    ),
    transitions=_asset_steps(),
    demands=(
        ("in_stock", ("tag", "site")),
        ("in_service", ("tag", "site")),
        ("lent", ("holder", "custody_until")),
        ("disposed", ("disposed_on", "wipe_certificate")),
    ),
)
"""The life of an asset; an import may bring it in at any state before its disposal."""

LINK: Final = LifeCycle(
    "link",
    "state",
    first=("planned", "built", "in_service"),
    transitions=(
        Transition("planned", "built", "Als gebaut melden", ("built_on",)),
        Transition("built", "in_service", "In Betrieb nehmen"),
        Transition("planned", "retired", "Planung verwerfen"),
        Transition("in_service", "built", "Außer Betrieb nehmen"),
        Transition("in_service", "retired", "Rückbauen", ("retired_on",)),
        Transition("built", "retired", "Rückbauen", ("retired_on",)),
    ),
)
"""The life of a link."""

LOAN: Final = LifeCycle(
    "loan",
    "state",
    first=("reserved", "out"),
    transitions=(
        Transition("reserved", "out", "Ausgeben", ("out_on", "due_on")),
        Transition("reserved", "cancelled", "Reservierung aufheben"),
        Transition("out", "returned", "Rückgabe annehmen", ("returned_on",)),
        Transition("out", "lost", "Als verloren melden", ("note",)),
        Transition("lost", "returned", "Doch zurückgegeben", ("returned_on",)),
    ),
    demands=(("out", ("out_on", "due_on")),),
)
"""The life of a loan of the Medienzentrum."""

FINDING: Final = LifeCycle(
    "finding",
    "state",
    first=("open",),
    transitions=(
        Transition("open", "assigned", "Zuweisen", ("assignee",)),
        Transition("open", "snoozed", "Zurückstellen", ("snoozed_until", "resolution")),
        Transition("open", "resolved", "Erledigen", ("resolution",)),
        Transition("assigned", "open", "Zuweisung aufheben"),
        Transition("assigned", "snoozed", "Zurückstellen", ("snoozed_until", "resolution")),
        Transition("assigned", "resolved", "Erledigen", ("resolution",)),
        Transition("snoozed", "open", "Wieder vorlegen"),
        Transition("snoozed", "resolved", "Erledigen", ("resolution",)),
        Transition("resolved", "open", "Wieder öffnen"),
    ),
)
"""The life of a finding."""


def _project_steps() -> tuple[Transition, ...]:
    why = ("stopped_reason",)
    on = ("idea", "checked", "decided", "planned", "running", "acceptance")
    return (
        Transition("idea", "checked", "Als geprüft melden", ("goal",)),
        Transition("checked", "decided", "Als beschlossen melden", ("council_ref", "decided_on")),
        Transition("checked", "idea", "Zurück zur Idee"),
        Transition("decided", "planned", "Als geplant melden", ("starts_on", "ends_on")),
        Transition("planned", "running", "Beginnen", ("organisation", "starts_on")),
        Transition("running", "planned", "Zurück in die Planung"),
        Transition("running", "acceptance", "Zur Abnahme geben"),
        Transition("acceptance", "running", "Nacharbeiten"),
        Transition("acceptance", "operation", "In Betrieb nehmen", ("finished_on",)),
        Transition("operation", "evaluated", "Als evaluiert melden", ("benefit",)),
        *(Transition(state, "paused", "Pausieren", why) for state in on[2:]),
        Transition("paused", "planned", "Wieder aufnehmen: planen"),
        Transition("paused", "running", "Wieder aufnehmen: weiterführen", ("starts_on",)),
        *(Transition(state, "stopped", "Einstellen", why) for state in (*on, "paused")),
        Transition("stopped", "idea", "Neu anfangen"),
    )


PROJECT: Final = LifeCycle(
    "project",
    "state",
    first=(
        "idea",
        "checked",
        "decided",
        "planned",
        "running",
        "acceptance",
        "operation",
        "evaluated",
        "paused",
        "stopped",
    ),
    transitions=_project_steps(),
    demands=(("paused", ("stopped_reason",)), ("stopped", ("stopped_reason",))),
)
"""The life of a project; an import may bring it in at any state."""

LIFE_CYCLES: Final = {one.kind: one for one in (ASSET, LINK, LOAN, FINDING, PROJECT)}
"""By kind."""
