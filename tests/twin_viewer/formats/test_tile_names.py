"""Names of tiles say where they lie, what they are and from when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.formats.tile_names import NamedTile, tile_of
from twin_viewer.model import TileKey

HERE = TileKey(412, 5725)


@pytest.mark.parametrize(
    ("name", "tile"),
    [
        ("LoD2_32_412_5725_1_NW.gml", NamedTile(HERE, 1, "lod2", "", "nw")),
        ("3dm_32_412_5725_1_nw.laz", NamedTile(HERE, 1, "3dm", "", "nw")),
        ("/daten/dgm1_32_412_5725_1_nw_2023.tif", NamedTile(HERE, 1, "dgm1", "2023", "nw")),
        ("D:\\daten\\dgm1_32_412_5725_1_nw.xyz", NamedTile(HERE, 1, "dgm1", "", "nw")),
        ("dgm1_32_412_5725_1_nw.xyz.gz", NamedTile(HERE, 1, "dgm1", "", "nw")),
        ("dop10rgbi_32_412_5725_1_nw_2023.jp2", NamedTile(HERE, 1, "dop10rgbi", "2023", "nw")),
        (
            "3dm_32_548_5725_1_ni_20230904.laz",
            NamedTile(TileKey(548, 5725), 1, "3dm", "2023-09-04", "ni"),
        ),
        (
            "dop20rgb_32_548_5724_2_ni_2022-03-27.tif",
            NamedTile(TileKey(548, 5724), 2, "dop20rgb", "2022-03-27", "ni"),
        ),
        ("dgm1_32412_5725_1.xyz", NamedTile(HERE, 1, "dgm1")),
        ("lod2_33_412_5725_2_be.gml", NamedTile(HERE, 2, "lod2", "", "be", 33)),
        ("LoD2_412_5725.gml", NamedTile(HERE, 1, "lod2")),
    ],
)
def test_names_of_the_surveys(name: str, tile: NamedTile) -> None:
    assert tile_of(name) == tile


def test_edges_are_metres() -> None:
    tile = tile_of("dgm1_32_412_5725_1_nw.tif")
    assert tile is not None
    assert (tile.west, tile.south) == (412_000.0, 5_725_000.0)


@pytest.mark.parametrize(
    "name", ["", "foo.tif", "autzen-height.tif", "lod2_32_41_5725_1_nw.gml", "32_412_5725.xyz"]
)
def test_other_names_are_no_tiles(name: str) -> None:
    assert tile_of(name) is None


@given(st.integers(280, 920), st.integers(5_200, 6_100), st.sampled_from(["lod2", "3dm", "dgm1"]))
def test_a_name_read_is_the_name_written(east: int, north: int, kind: str) -> None:
    tile = tile_of(f"{kind}_32_{east}_{north}_1_nw_2024.dat")
    assert tile == NamedTile(TileKey(east, north), 1, kind, "2024", "nw")


@given(st.text(max_size=60))
def test_any_text_is_read_without_trouble(name: str) -> None:
    tile_of(name)
