"""A small inventory to be exported: sites of all classes, assets in them, a route and a cable."""

from pathlib import Path

from app.domain.inventory.fields import Publication
from app.domain.inventory.queries import Filter, Query, Sort
from app.services.inventory.exports import ExportJob, ExportRequest, ExportResult, FileFormat
from app.storage.geopackages import write_geopackage
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create, make_inventory

COURSE = "LINESTRING (412010.5 5725020.25, 412400.75 5725310.5, 413020.5 5726033.25)"

ASSET_PATHS = ("tag", "name", "type.name", "state", "site.name", "mac", "cost", "bought_on")


def made_city(folder: Path) -> MadeInventory:
    """Return an inventory with four assets, three sites, a route and a cable."""
    city = make_inventory(folder)
    city.put(
        create("district", uid="d1", name="Mitte", geometry="POLYGON ((0 0, 0 9, 9 9, 0 0))"),
        create("site", uid="s1", name="Schule Süd", kind="school", east=412000.0, north=5725000.0),
        create(
            "site",
            uid="s2",
            name="Technik 7",
            kind="pop",
            east=413000.0,
            north=5726000.0,
            publication="restricted",
        ),
        create(
            "site",
            uid="s3",
            name="Markt",
            kind="hotspot",
            district="d1",
            publication="public",
            east=412500.0,
            north=5725500.0,
        ),
        create("asset_type", uid="t1", name="AP 635", kind="access_point"),
        create(
            "asset",
            uid="a1",
            tag="0001",
            name="=1+1",
            type="t1",
            state="in_service",
            site="s1",
            mac="aa:bb:cc:dd:ee:ff",
            cost=349.5,
            bought_on="2024-03-31",
            first_seen_us=START_US,
            tags="|wlan|ersatz|",
        ),
        create("asset", uid="a2", tag="0002", type="t1", state="in_stock", site="s2"),
        create("asset", uid="a3", tag="0003", type="t1", state="repair", publication="restricted"),
        create(
            "asset",
            uid="a4",
            tag="0004",
            name="Markt-AP",
            type="t1",
            state="in_service",
            site="s3",
            east=412555.0,
            north=5725555.0,
            publication="public",
        ),
        create("route", uid="r1", name="Trasse Südring", geometry=COURSE, length_m=1449.0),
        create("cable", uid="c1", name="K 17", route="r1", a_site="s1", b_site="s2", fibres=96),
    )
    return city


def request(
    file: Path,
    kind: str = "asset",
    paths: tuple[str, ...] = ASSET_PATHS,
    target: Publication = Publication.INTERNAL,
    *,
    filters: tuple[Filter, ...] = (),
    at_us: int | None = None,
) -> ExportRequest:
    """Return a request of a file whose suffix tells the format."""
    query = Query(kind, filters, sort=() if kind != "asset" else (Sort("tag"),), at_us=at_us)
    return ExportRequest(query, paths, file, FileFormat(file.suffix[1:]), target, made_us=START_US)


def export(city: MadeInventory, wanted: ExportRequest) -> ExportResult:
    """Write a file."""
    return ExportJob(city.reader, wanted, write_geopackage).run()
