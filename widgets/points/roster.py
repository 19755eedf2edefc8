"""What is known of the points before any value comes: names, search texts, order, groups."""

from dataclasses import dataclass

import numpy as np

from app.domain.cities import City
from app.domain.points import Point
from app.domain.samples import Int64Array
from widgets.folding import fold, natural_key
from widgets.points.columns import Column, Grouping


@dataclass(frozen=True, slots=True)
class Groups:
    """One way of grouping the n points.

    Attributes:
        titles: Names of the groups in the order they are shown in.
        keys: Permanent names of the groups, for saved states.
        of_row: Group of each point, int64[n].
    """

    titles: list[str]
    keys: list[str]
    of_row: Int64Array


class Roster:
    """The points of a city in one language.

    Attributes:
        city: The city.
        points: Its points; row i of a state belongs to `points[i]`.
        row_of: Row of each point id.
        sources: Place of each source in the profile.
        source_of: Place of the source of each row, int64[n]; -2 for one that is not configured.
        texts: For each text column the text of each row.
    """

    def __init__(self, city: City, language: str) -> None:
        self.city = city
        self.points: tuple[Point, ...] = city.points
        self.row_of = {str(point.id): row for row, point in enumerate(city.points)}
        self.sources = {str(source.id): place for place, source in enumerate(city.sources)}
        self.source_of = np.array([self.sources.get(p.source, -2) for p in city.points], np.int64)
        names = _Names(city, language)
        self.texts: dict[Column, list[str]] = {
            Column.NAME: [point.name.in_language(language) for point in city.points],
            Column.UNIT: [point.unit.symbol for point in city.points],
            Column.SITE: [point.site.in_language(language) for point in city.points],
            Column.DEVICE: [str(point.device) for point in city.points],
            Column.DISTRICT: [names.districts.get(p.district, "") for p in city.points],
            Column.SOURCE: [names.sources.get(p.source, p.source) for p in city.points],
            Column.FIELD: [names.fields.get(p.field, p.field) for p in city.points],
            Column.ID: [str(point.id) for point in city.points],
        }
        searched = (
            Column.NAME,
            Column.ID,
            Column.SITE,
            Column.DEVICE,
            Column.DISTRICT,
            Column.SOURCE,
        )
        self.search = [
            fold("\n".join(parts))
            for parts in zip(*(self.texts[column] for column in searched), strict=True)
        ]
        self._text_ranks: dict[Column, Int64Array] = {}
        self._groups: dict[Grouping, Groups] = {}

    def __len__(self) -> int:
        return len(self.points)

    def text_rank(self, column: Column) -> Int64Array:
        """Return the place of each row in the order of a text column, int64[n]; equal texts tie."""
        if column not in self._text_ranks:
            keys = [natural_key(text) for text in self.texts[column]]
            place = {key: rank for rank, key in enumerate(sorted(set(keys)))}
            self._text_ranks[column] = np.array([place[key] for key in keys], np.int64)
        return self._text_ranks[column]

    def groups(self, grouping: Grouping) -> Groups:
        """Return the groups of a way of grouping; fields in the order of their tiles."""
        if grouping not in self._groups:
            self._groups[grouping] = self._make_groups(grouping)
        return self._groups[grouping]

    def _make_groups(self, grouping: Grouping) -> Groups:
        keys = [_group_key(point, grouping) for point in self.points]
        column = {
            Grouping.FIELD: Column.FIELD,
            Grouping.DISTRICT: Column.DISTRICT,
            Grouping.SITE: Column.SITE,
            Grouping.SOURCE: Column.SOURCE,
        }.get(grouping)
        titles = dict(zip(keys, self.texts[column] if column else keys, strict=True))
        order = {str(field.id): field.order for field in self.city.fields}
        ordered = sorted(titles, key=lambda key: (order.get(key, 0), natural_key(titles[key])))
        if grouping is not Grouping.FIELD:
            ordered = sorted(titles, key=lambda key: natural_key(titles[key]))
        place = {key: rank for rank, key in enumerate(ordered)}
        of_row = np.array([place[key] for key in keys], np.int64)
        return Groups([titles[key] for key in ordered], ordered, of_row)


class _Names:
    """Names of districts, sources and fields in a language."""

    def __init__(self, city: City, language: str) -> None:
        self.districts = {item.id: item.name.in_language(language) for item in city.districts}
        self.sources = {str(item.id): item.name.in_language(language) for item in city.sources}
        self.fields = {str(item.id): item.name.in_language(language) for item in city.fields}


def _group_key(point: Point, grouping: Grouping) -> str:
    keys = {
        Grouping.FIELD: str(point.field),
        Grouping.DISTRICT: point.district,
        Grouping.SITE: point.site.de,
        Grouping.SOURCE: str(point.source),
        Grouping.TYPE: point.type.split(".", maxsplit=1)[0],
    }
    return keys.get(grouping, "")
