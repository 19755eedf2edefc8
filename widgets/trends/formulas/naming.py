"""Names and numbers of formulas, and names of points in the list of offers."""

from collections.abc import Collection, Mapping
from itertools import count

from app.domain.points import Point, PointId
from app.services.formulas import PREFIX, mentions


def number_of(point_id: PointId) -> int:
    """Return the number in the id of a formula, 0 for an id of another kind."""
    number = str(point_id).removeprefix(PREFIX)
    return int(number) if number.isascii() and number.isdigit() else 0


def free_id(highest: int) -> PointId:
    """Return the id behind the highest number that was ever given."""
    return PointId(f"{PREFIX}{highest + 1}")


def free_name(wanted: str, stem: str, taken: Collection[str]) -> str:
    """Return a name nobody has yet.

    Args:
        wanted: How it should be called; empty for any name.
        stem: What is numbered then.
        taken: Names that are in use.
    """
    if wanted and wanted not in taken:
        return wanted
    numbers = count(2) if wanted else count(1)
    names = (f"{wanted or stem} {number}" for number in numbers)
    return next(name for name in names if name not in taken)


def point_title(point: Point, language: str) -> str:
    """Return the name of a point with its place, unless the name tells it already."""
    name, site = point.name.in_language(language), point.site.in_language(language)
    return name if not site or site in name else f"{name} · {site}"


def names_in(text: str, points: Mapping[PointId, Point], language: str) -> str:
    """Return the names of the points a formula uses, one a line, for its tooltip."""
    names = dict.fromkeys(PointId(mention.name) for mention in mentions(text))
    return "\n".join(
        f"{name}: {point_title(points[name], language)}" for name in names if name in points
    )
