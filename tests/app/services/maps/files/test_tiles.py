"""PMTiles archives: what they say, tiles out of any thread, and files that are none."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import zstandard
from pmtiles import writer
from pmtiles.tile import Compression, TileType, zxy_to_tileid

from app.domain.maps import Box
from app.services.maps.files import LayerError, TileArchive, TileKind


def tile(zoom: int, column: int, row: int) -> bytes:
    return f"Kachel {zoom}/{column}/{row}".encode() * 20


def archive(
    path: Path,
    *,
    zooms: range = range(4),
    kind: TileType = TileType.MVT,
    packed: Compression = Compression.GZIP,
    metadata: dict[str, Any] | None = None,
) -> Path:
    """Write an archive with all tiles of some zooms but those of column 1."""
    pack = {
        Compression.GZIP: gzip.compress,
        Compression.ZSTD: zstandard.ZstdCompressor().compress,
    }.get(packed, bytes)
    places = [
        (zxy_to_tileid(zoom, column, row), tile(zoom, column, row))
        for zoom in zooms
        for column in range(2**zoom)
        for row in range(2**zoom)
        if column != 1
    ]
    with path.open("wb") as file:
        made: Any = writer.Writer(file)  # type: ignore[no-untyped-call] # the package has no types
        for number, data in sorted(places):
            made.write_tile(number, pack(data))
        header = {
            "tile_type": kind, "tile_compression": packed, "min_lon_e7": 76_700_000,
            "min_lat_e7": 515_700_000, "max_lon_e7": 80_000_000, "max_lat_e7": 517_500_000,
        }  # fmt: skip
        made.finalize(header, metadata or {})
    return path


def test_an_archive_says_what_it_holds(tmp_path: Path) -> None:
    metadata = {
        "name": "Grundkarte",
        "attribution": '<a href="https://example.org">© Amt &amp; Co</a> <script>x</script>',
        "vector_layers": [{"id": "strassen", "fields": {}}, {"id": "wasser"}, {"ohne": 1}, 5],
    }
    with TileArchive(archive(tmp_path / "a.pmtiles", metadata=metadata)) as tiles:
        info = tiles.info
    assert (info.name, info.kind, info.min_zoom, info.max_zoom) == (
        "Grundkarte", TileKind.VECTOR, 0, 3,
    )  # fmt: skip
    assert info.layers == ("strassen", "wasser")
    assert info.attribution == "© Amt & Co x"
    assert info.box == Box(7.67, 51.57, 8.0, 51.75)
    assert info.mime == "application/vnd.mapbox-vector-tile"


@pytest.mark.parametrize("packed", [Compression.GZIP, Compression.ZSTD, Compression.NONE])
def test_tiles_come_unpacked(tmp_path: Path, packed: Compression) -> None:
    with TileArchive(archive(tmp_path / "a.pmtiles", packed=packed)) as tiles:
        assert tiles.tile(0, 0, 0) == tile(0, 0, 0)
        assert tiles.tile(3, 7, 5) == tile(3, 7, 5)


def test_pictures_are_raster_tiles(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.pmtiles", kind=TileType.PNG, packed=Compression.NONE)
    with TileArchive(path) as tiles:
        assert (tiles.info.kind, tiles.info.mime) == (TileKind.RASTER, "image/png")
        assert tiles.info.name == "a"


def test_tiles_that_are_not_there_are_none(tmp_path: Path) -> None:
    with TileArchive(archive(tmp_path / "a.pmtiles")) as tiles:
        for place in [(3, 1, 1), (4, 0, 0), (-1, 0, 0), (2, 4, 0), (2, 0, -1), (99, 0, 0)]:
            assert tiles.tile(*place) is None
    assert tiles.tile(0, 0, 0) is None


def test_tiles_may_be_asked_for_in_many_threads(tmp_path: Path) -> None:
    places = [(7, column, row) for column in range(2, 128, 3) for row in range(0, 128, 5)]
    path = archive(tmp_path / "a.pmtiles", zooms=range(7, 8))
    with TileArchive(path) as tiles, ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda place: tiles.tile(*place), places))
    assert found == [tile(*place) for place in places]


def refused(path: Path) -> str:
    with pytest.raises(LayerError) as caught:
        TileArchive(path)
    return str(caught.value)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    assert "öffnen" in refused(path)
    path.write_bytes(b"")
    assert "leer" in refused(path)
    for content in (
        b"PMTiles",
        b"SQLite format 3\0" * 20,
        b"\xff" * 300,
        b"PMTiles\x03" + b"\xff" * 200,
    ):
        path.write_bytes(content)
        assert "beschädigt" in refused(path)
    path.write_bytes(b"PMTiles\x02" + b"\0" * 200)
    assert "Version" in refused(path)


def test_truncated_archives_are_refused(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.pmtiles").read_bytes()
    path = tmp_path / "b.pmtiles"
    for length in (130, 300, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert "abgeschnitten" in refused(path)


def test_kinds_of_tiles_nobody_draws_are_refused(tmp_path: Path) -> None:
    assert "Format" in refused(archive(tmp_path / "a.pmtiles", kind=TileType.UNKNOWN))
    assert "Format" in refused(archive(tmp_path / "b.pmtiles", packed=Compression.BROTLI))


def test_a_changed_byte_is_a_layer_error_or_another_tile(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.pmtiles").read_bytes()
    path = tmp_path / "b.pmtiles"
    for at in range(7, len(whole), 13):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            with TileArchive(path) as tiles:
                tiles.tile(2, 2, 2)
        except LayerError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either is fine


def test_a_tile_made_to_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    with path.open("wb") as file:
        made: Any = writer.Writer(file)  # type: ignore[no-untyped-call] # the package has no types
        made.write_tile(0, gzip.compress(b"\0" * 40_000_000))
        made.finalize({"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}, {})
    with TileArchive(path) as tiles, pytest.raises(LayerError, match="beschädigt"):
        tiles.tile(0, 0, 0)
