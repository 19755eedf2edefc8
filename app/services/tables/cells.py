"""What a cell says, when it is meant as a number, a date, a postcode …: pure and strict.

Each function returns None for an empty cell and for what registers write into one ("null"). What
does not fit raises `CellError`; nothing is guessed where a guess could be wrong, but the error
suggests what may have been meant.
"""

import datetime as dt
import math
import re
from typing import Final

from app.services.tables.cutting import is_shortened
from app.services.tables.model import Cell

_NOTHING: Final = frozenset(
    {"", "null", "none", "nan", "n/a", "#n/a", "#nv", "k. a.", "k.a.", "-", "–", "—"}
)
"""What stands in cells that are empty, in lower case."""
NO_TEXT: Final = frozenset({"", "null", "#n/a", "#nv"})
"""The same where a text is meant: a dash may be one."""
_YES: Final = frozenset({"ja", "j", "x", "1", "true", "wahr", "yes", "y", "✓", "✔"})
_NO: Final = frozenset({"nein", "n", "0", "false", "falsch", "no"})
_GROUPED_POINT: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_COMMA: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_PLAIN: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE]-?\d{1,2})?")
_SIGNS: Final = str.maketrans("", "", " \u00a0\u202f'’")
_CURRENCY: Final = re.compile(r"(?:€|EUR|Euro)", re.IGNORECASE)
_DOUBLE: Final = 1e-9
_GERMAN_DATE: Final = re.compile(
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:[ T,]+\d{1,2}:\d{2}(?::\d{2})?(?: Uhr)?)?"
)
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:.*)?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")
_SERIALS: Final = range(10_000, 80_000)
"""Days since 1899-12-30, as spreadsheets count them: 1927 to 2119."""
_FIRST_DAY: Final = dt.date(1899, 12, 30)
_CENTURY: Final = 70
"""Two digits below are years from 2000, others from 1900."""
_MAC: Final = re.compile(r"[0-9a-f]{12}")
_MAC_DIGITS: Final = 12
_POSTCODE: Final = re.compile(r"(?:D[- ]?)?(\d{5})")
_POSTCODE_DIGITS: Final = 5


class CellError(ValueError):
    """A cell cannot be understood as wished.

    Attributes:
        reason: Why, as a German sentence.
        suggestion: What may be done or meant, as a German sentence; "" without an idea.
    """

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


def as_text(cell: Cell) -> str | None:
    """Return a cell as a text without blanks around it; numbers as they are, dates in German."""
    if cell is None:
        return None
    if isinstance(cell, str):
        text = cell.strip().strip("\u00a0").strip()
        return None if text.lower() in NO_TEXT else text
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d.%m.%Y %H:%M")
    if isinstance(cell, dt.date):
        return cell.strftime("%d.%m.%Y")
    return str(cell)


def as_identifier(cell: Cell) -> str | None:
    """Return a number of an inventory, a serial number and the like.

    Raises:
        CellError: It is a number that lost digits in a spreadsheet, such as 6.37702E+15.
    """
    if is_shortened(cell):
        shown = cell if isinstance(cell, str) else f"{cell:.6g}".replace("e", "E")
        raise CellError(
            f"„{shown}“ ist eine verkürzte Zahl; ihre letzten Stellen gingen in einem "
            "Tabellenprogramm verloren.",
            "Bitte die Kennung aus der Quelle neu übernehmen und die Spalte dort als Text "
            "formatieren.",
        )
    return as_text(cell)


def as_decimal(cell: Cell, *, comma: bool = True) -> float | None:
    """Return a number.

    Args:
        cell: The cell.
        comma: Whether texts have a decimal comma and points between thousands; what can only be
            meant the other way is understood all the same (`52.53684`).

    Raises:
        CellError: It is no number.
    """
    if _is_nothing(cell):
        return None
    if isinstance(cell, (bool, dt.date)):
        raise CellError(f"„{as_text(cell)}“ ist keine Zahl.", "Bitte eine Zahl eintragen.")
    if isinstance(cell, int | float):
        return float(cell)
    if is_shortened(cell):
        raise CellError(
            f"„{cell}“ ist eine verkürzte Zahl; ihre letzten Stellen gingen verloren.",
            "Bitte die Zahl aus der Quelle neu übernehmen.",
        )
    text = str(cell).translate(_SIGNS)
    grouped, sign = (_GROUPED_POINT, ".") if comma else (_GROUPED_COMMA, ",")
    other = _GROUPED_COMMA if comma else _GROUPED_POINT
    if grouped.fullmatch(text):
        text = text.replace(sign, "").replace(",", ".")
    elif _PLAIN.fullmatch(text):
        text = text.replace(",", ".")
    elif other.fullmatch(text):
        text = text.replace("," if sign == "." else ".", "").replace(",", ".")
    else:
        number = re.search(r"[+-]?\d+(?:[.,]\d+)?", text)
        raise CellError(
            f"„{shown(cell)}“ ist keine Zahl.",
            f"Vielleicht ist {number[0]} gemeint; bitte nur die Zahl eintragen."
            if number
            else "Bitte eine Zahl eintragen.",
        )
    return float(text)


def as_integer(cell: Cell, *, comma: bool = True) -> int | None:
    """Return a whole number; `comma` as for `as_decimal`.

    Raises:
        CellError: It is no whole number.
    """
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, str) and re.fullmatch(r"\s*[+-]?\d+\s*", cell):
        return int(cell)
    number = as_decimal(cell, comma=comma)
    if number is None:
        return None
    if not math.isfinite(number) or not number.is_integer():
        raise CellError(
            f"„{shown(cell)}“ ist keine ganze Zahl.",
            f"Vielleicht ist {round(number)} gemeint." if math.isfinite(number) else "",
        )
    return int(number)


def as_money(cell: Cell, *, comma: bool = True) -> float | None:
    """Return an amount in euros with two places; `comma` as for `as_decimal`.

    Raises:
        CellError: It is no amount, or has parts of a cent.
    """
    if isinstance(cell, str):
        cell = _CURRENCY.sub("", cell).strip().removesuffix(",-").removesuffix(",--")
    number = as_decimal(cell, comma=comma)
    if number is None:
        return None
    amount = round(number, 2)
    # Spreadsheets compute with doubles: 0.1 + 0.2 is an amount all the same.
    if abs(number - amount) > _DOUBLE * max(1.0, abs(number)):
        raise CellError(
            f"„{shown(cell)}“ hat Bruchteile eines Cents.",
            f"Vielleicht ist {f'{amount:.2f}'.replace('.', ',')} € gemeint.",
        )
    return amount


def as_date(cell: Cell) -> dt.date | None:
    """Return a day: of a date, of dd.mm.yy, dd.mm.yyyy, ISO 8601 or a spreadsheet's day number.

    Raises:
        CellError: It is no date, or there is no such day.
    """
    if _is_nothing(cell):
        return None
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, bool):
        raise CellError(f"„{as_text(cell)}“ ist kein Datum.", _DATE_REMEDY)
    text = str(cell).strip()
    if isinstance(cell, int | float) or re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        days = int(float(text.replace(",", ".")))
        if days not in _SERIALS:
            raise CellError(f"„{shown(cell)}“ ist kein Datum.", _DATE_REMEDY)
        return _FIRST_DAY + dt.timedelta(days=days)
    if found := _GERMAN_DATE.fullmatch(text):
        return _day(found[3], found[2], found[1], text)
    if found := _ISO_DATE.fullmatch(text):
        return _day(found[1], found[2], found[3], text)
    if found := _SLASHED.fullmatch(text):
        raise CellError(
            f"Bei „{text}“ ist nicht sicher, was Tag und was Monat ist.",
            f"Vielleicht ist {found[1]}.{found[2]}.{found[3]} gemeint; bitte so schreiben.",
        )
    raise CellError(f"„{shown(cell)}“ ist kein Datum.", _DATE_REMEDY)


_DATE_REMEDY: Final = "Bitte ein Datum wie 31.12.2026 eintragen."


def as_flag(cell: Cell) -> bool | None:
    """Return yes or no: of ja, nein, x, 1, 0, true, false, wahr, falsch.

    Raises:
        CellError: It is neither.
    """
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        text = str(int(cell)) if cell in (0, 1) else str(cell)
    else:
        text = (as_text(cell) or "").lower()
    if text in _NOTHING:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellError(f"„{shown(cell)}“ ist weder Ja noch Nein.", "Bitte „ja“ oder „nein“ eintragen.")


def as_mac(cell: Cell) -> str | None:
    """Return a hardware address as `0a:1b:2c:3d:4e:5f`, however it was separated.

    Raises:
        CellError: It is none, or one that no device has.
    """
    text = as_identifier(cell)
    if text is None or text.lower() in _NOTHING:
        return None
    parts = re.split(r"[:\-]", text.lower())
    if len(parts) == 6 and all(1 <= len(part) <= 2 for part in parts):  # noqa: PLR2004 - six bytes
        digits = "".join(part.zfill(2) for part in parts)
    else:
        digits = re.sub(r"[.:\-\s]", "", text.lower())
    if not _MAC.fullmatch(digits):
        lost = digits.isdecimal() and not isinstance(cell, str) and len(digits) < _MAC_DIGITS
        raise CellError(
            f"„{shown(cell)}“ ist keine MAC-Adresse (zwölf Zeichen 0–9 und A–F).",
            f"Vielleicht fehlen führende Nullen: {digits.zfill(_MAC_DIGITS)}."
            if lost
            else "Bitte sie vom Gerät ablesen, etwa 0A:1B:2C:3D:4E:5F.",
        )
    if digits in ("0" * _MAC_DIGITS, "f" * _MAC_DIGITS):
        raise CellError(
            f"„{shown(cell)}“ ist keine Adresse eines Geräts.", "Bitte die Zelle leer lassen."
        )
    return ":".join(digits[index : index + 2] for index in range(0, _MAC_DIGITS, 2))


def as_postcode(cell: Cell) -> str | None:
    """Return a German postcode; a number of four digits has lost its leading zero.

    Raises:
        CellError: It is none.
    """
    if _is_nothing(cell):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        text = str(int(cell))
        if len(text) == _POSTCODE_DIGITS - 1:
            text = f"0{text}"
    else:
        text = as_text(cell) or ""
    found = _POSTCODE.fullmatch(text.removesuffix(".0"))
    if found and found[1] >= "01000":
        return found[1]
    if re.fullmatch(r"[1-9]\d{3}", text):
        hint = f"Vielleicht fehlt die führende Null: 0{text}."
    elif inner := re.search(r"(?<!\d)\d{5}(?!\d)", text):
        hint = f"Vielleicht ist {inner[0]} gemeint; bitte nur die Postleitzahl eintragen."
    else:
        hint = "Bitte fünf Ziffern eintragen, etwa 59065."
    raise CellError(f"„{shown(cell)}“ ist keine deutsche Postleitzahl.", hint)


def _is_nothing(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in _NOTHING)


def shown(cell: Cell) -> str:
    """Return a cell for a sentence, not too long."""
    text = as_text(cell) or ""
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - as fits in a sentence


def _day(year: str, month: str, day: str, text: str) -> dt.date:
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004 - two digits
        number += 2000 if number < _CENTURY else 1900
    try:
        return dt.date(number, int(month), int(day))
    except ValueError:
        raise CellError(f"Den Tag „{text}“ gibt es nicht.", _DATE_REMEDY) from None
