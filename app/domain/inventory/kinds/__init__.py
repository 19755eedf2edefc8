"""The kinds of records, field by field. `KINDS` has all of them by name."""

from typing import Final

from app.domain.inventory.fields import Kind
from app.domain.inventory.kinds.assets import ASSET_KINDS_OF_RECORDS
from app.domain.inventory.kinds.networks import NETWORK_KINDS
from app.domain.inventory.kinds.papers import FOREIGN_KINDS, PAPER_KINDS
from app.domain.inventory.kinds.places import PLACE_KINDS
from app.domain.inventory.kinds.programme import PROGRAMME_KINDS
from app.domain.inventory.kinds.steering import STEERING_KINDS

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        *PLACE_KINDS,
        *ASSET_KINDS_OF_RECORDS,
        *NETWORK_KINDS,
        *PAPER_KINDS,
        *PROGRAMME_KINDS,
        *STEERING_KINDS,
    )
}
"""Every kind by its name."""

PORTFOLIO_KINDS: Final = frozenset(kind.name for kind in (*PROGRAMME_KINDS, *STEERING_KINDS))
"""Kinds that the programme is made of; the workspace of projects shows them."""

__all__ = ["FOREIGN_KINDS", "KINDS", "PORTFOLIO_KINDS"]
