"""How far apart stored samples may lie; the rule itself is the domain's, see there."""

from app.domain.rhythms import reaches

__all__ = ["reaches"]
