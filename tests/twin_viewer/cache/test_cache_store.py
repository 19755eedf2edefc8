"""The folder of the cache: only what has a manifest counts, for the file it was made of."""

import os
from pathlib import Path

import msgspec
import pytest

from twin_viewer.cache.sources import READERS, stamp
from twin_viewer.cache.store import MANIFEST, CacheFolder, Manifest, Owner, Part
from twin_viewer.model.faults import Fault


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "LoD2_32_412_5725_1_NW.gml"
    path.write_text("<CityModel/>", "utf-8")
    return path


def test_a_source_counts_from_its_manifest_on(tmp_path: Path, source: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    of = stamp(source, "buildings")
    place = cache.begin(of)
    (place / "412_5725.0.tile").write_bytes(b"12345")
    assert cache.manifest(of.key) is None
    fault = Fault(source.name, "b1", "Ein Satz.")
    parts = (Part(412, 5725, "412_5725.0", 3),)
    manifest = Manifest(of, parts, 3, faults=(fault,), owner=Owner("id", "Name", "buildings"))
    done = cache.finish(manifest)
    assert done.size_bytes == 5
    assert cache.manifest(of.key) == done
    assert list(cache.manifests()) == [done]
    cache.remove(of.key)
    assert not place.exists()
    assert cache.manifest(of.key) is None


def test_a_changed_source_is_another_one(tmp_path: Path, source: Path) -> None:
    before = stamp(source, "buildings")
    assert before.is_unchanged()
    os.utime(source, ns=(1, 1))
    assert not before.is_unchanged()
    assert stamp(source, "buildings").key != before.key
    source.unlink()
    assert not before.is_unchanged()


def test_what_another_version_of_a_reader_made_does_not_count(tmp_path: Path, source: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    current = stamp(source, "buildings")
    of = msgspec.structs.replace(current, reader=READERS["buildings"] + 1)
    cache.begin(of)
    cache.finish(Manifest(of))
    assert cache.manifest(of.key) is None


def test_a_damaged_manifest_does_not_count(tmp_path: Path, source: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    of = stamp(source, "buildings")
    cache.begin(of)
    cache.finish(Manifest(of))
    manifest = cache.place(of.key) / MANIFEST
    manifest.write_bytes(manifest.read_bytes()[:-9])
    assert cache.manifest(of.key) is None


def test_leftovers_are_swept_away(tmp_path: Path, source: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    kept, forgotten = stamp(source, "buildings"), stamp(source, "cloud")
    half = stamp(source, "terrain")
    for of in (kept, forgotten):
        cache.begin(of)
        cache.finish(Manifest(of))
    (cache.begin(half) / "half.grid").write_bytes(b"1")
    assert cache.sweep({kept.key, half.key}) == 1
    assert cache.place(half.key).exists()
    assert [manifest.source for manifest in cache.manifests()] == [kept]


def test_a_new_beginning_is_empty_unless_it_goes_on(tmp_path: Path, source: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    of = stamp(source, "cloud")
    (cache.begin(of) / "half").write_bytes(b"1")
    assert list(cache.begin(of, keeps=True).iterdir())
    assert not list(cache.begin(of).iterdir())


def test_there_is_no_cache_before_something_is_written(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path / "none")
    assert list(cache.manifests()) == []
    assert cache.sweep(set()) == 0
    assert not (tmp_path / "none").exists()
