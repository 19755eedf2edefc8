"""Text folded for search and order: Strasse finds Straße, Kaesten finds Kästen, no2 finds NO₂.

Folding and order are those of the inventory's store, so that a list and a table in SQL agree.
"""

from app.domain.inventory.folding import fold, natural_key

__all__ = ["fold", "matches", "natural_key"]


def matches(folded: str, words: list[str]) -> bool:
    """Tell whether all (folded) words occur in a folded text."""
    return all(word in folded for word in words)
