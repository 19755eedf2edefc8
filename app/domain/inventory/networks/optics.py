"""How much light is lost on its way, and how much may be lost: planning values with their source.

A value that was measured always goes before one from here; screens say which values are assumed.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import log2
from typing import Final

FIBRE_DB_KM: Final = 0.4
"""Attenuation of a fibre at 1310 nm, dB/km: the limit of ITU-T G.652.D (table 2) and of G.657.A;
at 1490 and 1550 nm it is lower, so the upstream of a PON is the case that decides."""

SPLICE_DB: Final = 0.1
"""A fusion splice, dB: planning value, the usual limit of acceptance of a single splice."""

CONNECTOR_DB: Final = 0.5
"""A mated pair of connectors, dB: the limit of grade C of IEC 61753-1 (97 % of all pairs)."""

SPLITTER_BASE_DB: Final = 0.8
SPLITTER_STEP_DB: Final = 3.4
"""A splitter 1:N loses at most 0.8 + 3.4 log2 N dB: the usual specification of planar splitters,
in the manner of ITU-T G.671 and IEC 61753-031."""


@dataclass(frozen=True, slots=True)
class BudgetClass:
    """How much loss a pair of transmitter and receiver bears.

    Attributes:
        name: Name in the standard.
        least_db: Less would blind the receiver.
        most_db: More cannot be received.
        source: The standard.
    """

    name: str
    least_db: float
    most_db: float
    source: str


BUDGET_CLASSES: Final = (
    BudgetClass("GPON A", 5, 20, "ITU-T G.984.2"),
    BudgetClass("GPON B", 10, 25, "ITU-T G.984.2"),
    BudgetClass("GPON B+", 13, 28, "ITU-T G.984.2 Amd. 1"),
    BudgetClass("GPON C", 15, 30, "ITU-T G.984.2"),
    BudgetClass("GPON C+", 17, 32, "ITU-T G.984.2 Amd. 2"),
    BudgetClass("XGS-PON N1", 14, 29, "ITU-T G.9807.1"),
    BudgetClass("XGS-PON N2", 16, 31, "ITU-T G.9807.1"),
    BudgetClass("1000BASE-LX", 0, 4.57, "IEEE 802.3, 38.4"),
    BudgetClass("10GBASE-LR", 0, 6.2, "IEEE 802.3, 52.6"),
)
"""What a line is measured against."""

USUAL_CLASS: Final = BUDGET_CLASSES[2]
"""The class of nearly all GPON built in Germany."""


DIRECT_CLASS: Final = BUDGET_CLASSES[-1]
"""The class of a line without a splitter, from device to device."""


class LossKind(StrEnum):
    """Where light is lost."""

    CABLE = "cable"
    SPLICE = "splice"
    CONNECTOR = "connector"
    SPLITTER = "splitter"
    LINK = "link"
    """A whole connection that was measured, with its connectors."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss on the way.

    Attributes:
        kind: Where.
        db: How much.
        is_assumed: True for a planning value, False for one that stands in the record.
        count: How many of them, such as two connectors.
    """

    kind: LossKind
    db: float
    is_assumed: bool = False
    count: int = 1


class Verdict(StrEnum):
    """What a loss means for a class."""

    FITS = "fits"
    TIGHT = "tight"
    """Less than the reserve is left for repairs and ageing."""
    TOO_MUCH = "too_much"
    TOO_LITTLE = "too_little"
    """The receiver would be blinded; an attenuator belongs into the line."""


RESERVE_DB: Final = 3.0
RESERVE_SHARE: Final = 0.25
"""Kept for repair splices and ageing: 3 dB, as is usual in planning, and never more than a quarter
of what a class bears."""


def splitter_loss(outputs: int) -> float:
    """Return the planning loss of a splitter with so many outputs, dB; 0 for less than two."""
    return SPLITTER_BASE_DB + SPLITTER_STEP_DB * log2(outputs) if outputs > 1 else 0.0


def fibre_loss(length_m: float, db_km: float | None = None) -> float:
    """Return the loss of a length of fibre, dB."""
    return length_m / 1000 * (FIBRE_DB_KM if db_km is None else db_km)


def judge(loss_db: float, budget: BudgetClass) -> Verdict:
    """Tell what a loss means for a class."""
    if loss_db > budget.most_db:
        return Verdict.TOO_MUCH
    if loss_db < budget.least_db:
        return Verdict.TOO_LITTLE
    reserve = min(RESERVE_DB, RESERVE_SHARE * budget.most_db)
    return Verdict.TIGHT if budget.most_db - loss_db < reserve else Verdict.FITS
