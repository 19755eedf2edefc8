"""Numbers and days in the sentences of the programme, German."""

from app.domain.inventory.findings import day_text

__all__ = ["counted", "day_text", "euro", "number", "percent"]


def euro(amount: float) -> str:
    """Return an amount in whole euro."""
    return f"{number(round(amount))} €"


def number(value: float, places: int = 2) -> str:
    """Return a number with decimal comma and points between thousands, zeros at its end left out.

    Args:
        value: The number.
        places: So many places after the comma at most.
    """
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    text = ",".join(part for part in (whole.replace(",", "."), rest.rstrip("0")) if part)
    return "0" if text == "-0" else text


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return f"{number(share * 100, 0)} %"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its word, as in `1 Arbeitstag` and `3 Arbeitstage`."""
    return f"{number(count, 0)} {one if count == 1 else many}"
