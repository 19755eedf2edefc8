"""A formula as a trend sheet keeps it."""

from dataclasses import dataclass
from typing import Final

from app.domain.points import PointId

PREFIX: Final = "formel:"
"""Ids of formula points begin so."""


@dataclass(frozen=True, slots=True)
class FormulaDefinition:
    """One row of the formula panel, right or not.

    Attributes:
        id: Id of the derived point, such as `formel:3`.
        name: What it is called; other formulas refer to it by this name.
        text: The formula as it was written.
    """

    id: PointId
    name: str
    text: str
