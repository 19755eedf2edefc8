"""Reading city models: buildings a second of one core, from the file to triangles.

CityGML is a tile of 5,000 LoD2 buildings as North Rhine-Westphalia delivers it (a solid of links,
seven surfaces, attributes, address), written to a temporary folder. CityJSON is the same houses as
CityJSON 2.0 and as CityJSONSeq. The limit is for CityGML and counts the time the thread was busy;
the time by the clock, and how much the process grows while it reads, are printed beside it.
"""

import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.result import Result
from tests.fakes.city_models import HEAD, TAIL, Corner, envelope, gable_house, nrw_tile
from twin_viewer.formats.citygml import read_citygml
from twin_viewer.formats.cityjson import read_cityjson
from twin_viewer.model.cities import CityModel

BUILDINGS = 5_000
TRIANGLES = 16
ROUNDS = 3
LIMIT = 4_500.0


def run() -> Result:
    """Measure the three formats; the median of CityGML counts."""
    with tempfile.TemporaryDirectory() as folder:
        gml = Path(folder, "LoD2_32_412_5725_1_NW.gml")
        with gml.open("w", encoding="utf-8") as stream:
            stream.write(HEAD + envelope())
            stream.writelines(nrw_tile(BUILDINGS))
            stream.write(TAIL)
        rate, growth = _rate(gml, read_citygml)
        print(
            f"CityGML {gml.stat().st_size / 1e6:.1f} MB: {rate:,.0f}/s; process +{growth:.0f} MiB"
        )
        sequence = Path(folder, "tile.city.jsonl")
        sequence.write_text("\n".join(_lines()), encoding="utf-8")
        of_lines, growth = _rate(sequence, read_cityjson)
        print(f"CityJSONSeq: {of_lines:,.0f}/s; process +{growth:.0f} MiB")
        whole = Path(folder, "tile.city.json")
        whole.write_text(_city(), encoding="utf-8")
        of_file, growth = _rate(whole, read_cityjson)
        size = whole.stat().st_size / 1e6
        print(f"CityJSON {size:.1f} MB: {of_file:,.0f}/s; process +{growth:.0f} MiB")
    return Result(
        "city_formats",
        round(rate),
        "buildings/s",
        f"{LIMIT:,.0f} buildings/s of CityGML LoD2; CityJSON {of_file:,.0f}, Seq {of_lines:,.0f}",
        round(rate / LIMIT, 2),
        ">= 1.0",
        rate >= LIMIT,
    )


def _rate(path: Path, reader: Callable[[Path], Iterator[CityModel]]) -> tuple[float, float]:
    """Return the median of buildings a second, and how many MiB the process grew at most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rates, clocks = [], []
    for _ in range(ROUNDS):
        began, began_busy = time.perf_counter(), time.thread_time()
        objects = triangles = 0
        for model in reader(path):
            objects += len(model.objects)
            triangles += len(model.triangles)
            assert not model.faults
        rates.append(objects / (time.thread_time() - began_busy))
        clocks.append(objects / (time.perf_counter() - began))
        assert (objects, triangles) == (BUILDINGS, BUILDINGS * TRIANGLES)
    print(f"{path.name}: by the clock {sorted(clocks)[ROUNDS // 2]:,.0f}/s")
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return sorted(rates)[ROUNDS // 2], growth


def _houses() -> Iterator[tuple[str, list[tuple[str, list[Corner]]]]]:
    for number in range(BUILDINGS):
        row, column = divmod(number, 25)
        yield f"b{number}", gable_house(412_000.0 + 40 * column, 5_725_000.0 + 40 * row)


def _lines() -> Iterator[str]:
    yield json.dumps(_root({}, []))
    for name, house in _houses():
        vertices: list[list[int]] = []
        item = _building(house, vertices)
        line = {
            "type": "CityJSONFeature",
            "id": name,
            "CityObjects": {name: item},
            "vertices": vertices,
        }
        yield json.dumps(line)


def _city() -> str:
    vertices: list[list[int]] = []
    objects: dict[str, object] = {name: _building(house, vertices) for name, house in _houses()}
    return json.dumps(_root(objects, vertices))


def _root(objects: dict[str, object], vertices: list[list[int]]) -> dict[str, object]:
    return {
        "type": "CityJSON",
        "version": "2.0",
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/25832"},
        "transform": {"scale": [0.001] * 3, "translate": [412_000.0, 5_725_000.0, 0.0]},
        "CityObjects": objects,
        "vertices": vertices,
    }


def _building(
    house: list[tuple[str, list[Corner]]], vertices: list[list[int]]
) -> dict[str, object]:
    rows: dict[tuple[int, ...], int] = {}
    faces = []
    for _, corners in house:
        ring = []
        for east, north, height in corners:
            whole = (
                round((east - 412_000.0) * 1e3),
                round((north - 5_725_000.0) * 1e3),
                round(height * 1e3),
            )
            if whole not in rows:
                rows[whole] = len(vertices)
                vertices.append(list(whole))
            ring.append(rows[whole])
        faces.append([ring])
    kinds = ["GroundSurface", "WallSurface", "RoofSurface"]
    values = [kinds.index(kind) for kind, _ in house]
    semantics = {"surfaces": [{"type": kind} for kind in kinds], "values": [values]}
    geometry = {"type": "Solid", "lod": "2.2", "boundaries": [faces], "semantics": semantics}
    return {
        "type": "Building",
        "attributes": {"measuredHeight": 9.0, "roofType": "3100", "function": "31001_1000"},
        "geometry": [geometry],
    }
