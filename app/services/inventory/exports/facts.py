"""What there is to know of an export: what was asked, at which moment, for whom, what is not in."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.domain.inventory.fields import FieldType, Publication, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import Path, resolve
from app.domain.inventory.publications import (
    LEAST_COUNT,
    class_of_field,
    class_of_path,
    may_show,
    told_count,
)
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.services.inventory.exports.cells import Cells
from app.services.inventory.exports.reading import Pages
from app.services.inventory.exports.requests import ExportRequest
from app.services.ports import InventoryReader

CLASS_WORDS: Final = {
    Publication.PUBLIC: "öffentlich",
    Publication.INTERNAL: "intern",
    Publication.RESTRICTED: "eingeschränkt – enthält vertrauliche Angaben",
}

OPERATOR_WORDS: Final = {
    Operator.IS: "ist",
    Operator.IS_NOT: "ist nicht",
    Operator.CONTAINS: "enthält",
    Operator.BEGINS: "beginnt mit",
    Operator.AT_LEAST: "mindestens",
    Operator.AT_MOST: "höchstens",
    Operator.IS_EMPTY: "ist leer",
    Operator.IS_FILLED: "ist gefüllt",
    Operator.IN: "ist eines von",
    Operator.WITHIN: "liegt in",
    Operator.HAS_TAG: "hat das Schlagwort",
}
_MOST_VALUES: Final = 5

Fact = tuple[str, str]
"""A name and what is to be said, in the words of the reader."""


def facts(reader: InventoryReader, request: ExportRequest, pages: Pages) -> list[Fact]:
    """Return what there is to know of an export; the counts are those of the pages read so far."""
    words = request.on_screen
    return [(words(name), words(value)) for name, value in _facts(reader, request, pages)]


def _facts(reader: InventoryReader, request: ExportRequest, pages: Pages) -> Iterator[Fact]:
    query = request.query
    cells = Cells(
        request.zone,
        request.on_screen,
        has_comma=request.has_comma,
        is_for_people=request.has_comma,
    )
    yield "Inhalt", KINDS[query.kind].plural
    conditions = [_condition(reader, request, one) for one in query.filters]
    yield "Bedingungen", "; ".join(conditions) or "keine, alle Datensätze"
    if query.text:
        # What was looked for may be in the very fields that are empty in the file.
        searched = [one for one in KINDS[query.kind].all_fields if one.is_searched]
        is_told = may_show(request.target, *map(class_of_field, searched))
        yield "Suchtext", query.text if is_told else "wird nicht genannt"
    if query.at_us is not None:
        yield "Stand", cells.moment(query.at_us)
    elif request.made_us:
        yield "Stand", f"aktuell, {cells.moment(request.made_us)}"
    if request.made_us and query.at_us is not None:
        yield "Geschrieben am", cells.moment(request.made_us)
    yield "Klasse", CLASS_WORDS[request.target]
    yield "Datensätze", _count(pages.tally.records, request)
    left = pages.tally.left(pages.columns)
    if left.records:
        yield "Weggelassene Datensätze", _count(left.records, request)
    if left.generalised:
        yield "Verallgemeinerte Datensätze", _count(left.generalised, request)
    if left.values:
        yield "Geleerte Werte", f"{_count(left.values, request)} ({', '.join(left.fields)})"
    yield "Quelle", "Leitstand, Bestand"
    if pages.simulated:
        yield "Hinweis", "Datensätze mit der Herkunft „Simulation“ sind erfunden."


def _count(count: int, request: ExportRequest) -> str:
    if told_count(count, request.target) is None:
        return f"weniger als {LEAST_COUNT}"
    mark = "." if request.has_comma else ","
    return f"{count:,}".replace(",", mark)


def _condition(reader: InventoryReader, request: ExportRequest, one: Filter) -> str:
    """Return a filter in words; what the readers may not know is not told by it either."""
    kind = request.query.kind
    if one.path == "uid":
        return f"{len(one.values)} ausgewählte Datensätze"
    try:
        path: Path = resolve(kind, one.path, reader.custom_fields(kind))
    except KeyError:
        return one.path
    words = OPERATOR_WORDS[one.operator]
    if not may_show(request.target, class_of_path(path)):
        return f"{path.label}: wird nicht genannt"
    values = _values(reader, request, path, one.values[:_MOST_VALUES])
    more = " …" if len(one.values) > _MOST_VALUES else ""
    return f"{path.label} {words} {', '.join(values)}{more}".strip()


def _values(
    reader: InventoryReader, request: ExportRequest, path: Path, values: Sequence[Value]
) -> list[str]:
    if path.field.type is FieldType.REFERENCE:
        keys = [Key(path.field.target, str(value)) for value in values]
        is_told = may_show(request.target, KINDS[path.field.target].publication)
        titles = reader.titles(keys, request.query.at_us) if is_told else {}
        return [f"„{titles[key]}“" if key in titles else "…" for key in keys]
    cells = Cells(request.zone, request.on_screen, has_comma=request.has_comma)
    words = [cells.words(path.field, value) for value in values]
    return [f"„{word}“" if isinstance(word, str) else str(word) for word in words]
