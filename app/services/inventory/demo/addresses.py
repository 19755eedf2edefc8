"""Districts and addresses of the demo inventory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from app.domain.cities import City
from app.services.inventory.demo import figures
from app.services.inventory.demo.drafts import Draft
from app.services.inventory.demo.grounds import DemoPlaces
from app.services.inventory.demo.streets import Houses, Street, lay_streets

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """The town that everything else stands in.

    Attributes:
        ground: Its ground.
        districts: Records of the districts by their id, in the order of the ground's areas.
        streets: Its streets.
        houses: Its houses.
        addresses: Record of the address of each house.
    """

    ground: DemoPlaces
    districts: dict[str, str]
    streets: tuple[Street, ...]
    houses: Houses
    addresses: list[str]

    def address_near(self, east: float, north: float) -> int:
        """Return the row of the house that is nearest to a place."""
        away = np.hypot(self.houses.places[:, 0] - east, self.houses.places[:, 1] - north)
        return int(away.argmin())

    def street_of(self, house: int) -> str:
        """Return street and number of a house."""
        return f"{self.streets[self.houses.streets[house]].name} {self.houses.numbers[house]}"

    def postcode_of(self, house: int) -> str | None:
        """Return the postcode of a house, None where it is not known."""
        return postcode_of(
            self.ground, int(self.houses.districts[house]), self.houses.places[house, 0]
        )


def add_districts(draft: Draft, city: City, ground: DemoPlaces) -> dict[str, str]:
    """Add the districts with their real figures, where the project knows them."""
    found = {}
    names = {district.id: district.name.de for district in city.districts}
    for row, (district, area) in enumerate(ground.areas.items()):
        known = figures.DISTRICTS.get(district)
        values = {
            "name": names[district],
            "geometry": shapely.to_wkt(area, rounding_precision=0),
            "note": "Die Grenze ist schematisch und nicht amtlich.",
        }
        if known is None:
            found[district] = draft.add(
                "district", **values, code=f"{row + 1:02d}", area_km2=round(area.area / 1e6, 2)
            )
        else:
            found[district] = draft.add(
                "district",
                **values,
                code=known.code,
                area_km2=known.area_km2,
                inhabitants=known.inhabitants,
                as_of=figures.DISTRICT_DAY,
                source=figures.DISTRICT_SOURCE,
            )
    return found


def wanted_houses(ground: DemoPlaces) -> Mapping[str, int]:
    """Return how many houses each district gets: by its inhabitants, else by its area."""
    known = figures.DISTRICTS
    weights = {
        one: float(known[one].inhabitants) if known.keys() >= ground.areas.keys() else area.area
        for one, area in ground.areas.items()
    }
    total = sum(weights.values())
    counts = {one: int(figures.ADDRESSES * weight / total) for one, weight in weights.items()}
    first = next(iter(counts))
    counts[first] += figures.ADDRESSES - sum(counts.values())
    return counts


def lay_town(draft: Draft, ground: DemoPlaces, districts: dict[str, str]) -> Town:
    """Return the town without its addresses."""
    streets, houses = lay_streets(ground, wanted_houses(ground), draft.random)
    return Town(ground, districts, streets, houses, [])


def add_addresses(draft: Draft, town: Town, place: str) -> Iterator[None]:
    """Add an address for each house, and with a scale more in each; yields now and then.

    Households and firms sum to the figures of the city exactly.
    """
    houses, chances = town.houses, np.random.default_rng(draft.random.getrandbits(64))
    mix = 0.4 + 5.0 * houses.density**2
    weights = mix * chances.gamma(1.3, size=len(houses.numbers))
    households = chances.multinomial(figures.HOUSEHOLDS * draft.scale, weights / weights.sum())
    on_road = np.array([street.is_road for street in town.streets])[houses.streets]
    weights = np.where(on_road, 6.0, 1.0) * chances.gamma(0.15, size=len(houses.numbers))
    firms = chances.multinomial(figures.BUSINESSES * draft.scale, weights / weights.sum())
    records = list(town.districts.values())
    easts, norths = (column.round(1).tolist() for column in houses.places.T)
    rows = zip(
        houses.streets.tolist(),
        houses.numbers.tolist(),
        houses.districts.tolist(),
        households.tolist(),
        firms.tolist(),
        strict=True,
    )
    for row, (street, number, district, homes, shops) in enumerate(rows):
        for part in range(draft.scale):
            suffix = _LETTERS[part - 1] if part else ""
            record = draft.add(
                "address",
                street=town.streets[street].name,
                house_number=number,
                suffix=suffix or None,
                postcode=postcode_of(town.ground, district, easts[row]),
                place=place,
                district=records[district],
                address_key=f"{figures.MUNICIPALITY}{street + 1:05d}{number:04d}{suffix}",
                street_key=f"{street + 1:05d}",
                east=easts[row] + 2.0 * part,
                north=norths[row],
                households=homes // draft.scale + (part < homes % draft.scale),
                business_units=shops // draft.scale + (part < shops % draft.scale),
            )
            if not part:
                town.addresses.append(record)
        if row % 2_000 == 0:
            yield


def postcode_of(ground: DemoPlaces, district: int, east: float) -> str | None:
    """Return the postcode of a place: the west, the middle or the east of its district."""
    name = list(ground.areas)[district]
    known = figures.DISTRICTS.get(name)
    if known is None:
        return None
    west, _, right, _ = ground.areas[name].bounds
    share = (east - west) / (right - west)
    return known.postcodes[min(int(share * len(known.postcodes)), len(known.postcodes) - 1)]
