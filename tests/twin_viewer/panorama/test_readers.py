"""Reading photographs: draft first, the newest wish, troubles as sentences."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from twin_viewer.model.panoramas import PanoramaPose
from twin_viewer.panorama.readers import DRAFT_WIDTH, Photo, PhotoReader


def pose(name: str) -> PanoramaPose:
    return PanoramaPose(name, Path(f"{name}.jpg"), 0, 0, 0, 0)


class Album:
    """Photographs as they are decoded and delivered."""

    def __init__(self) -> None:
        self.reads: list[tuple[str, int]] = []
        self.photos: list[Photo] = []
        self.gate = threading.Event()
        self.gate.set()
        self._news = threading.Condition()

    def read(
        self, pose: PanoramaPose, width: int
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        self.reads.append((pose.id, width))
        assert self.gate.wait(10)
        if pose.id == "broken":
            raise ValueError("Das Bild ist beschädigt.")
        width = min(width, 512) if pose.id == "small" else width
        return np.zeros((2, width, 3), np.uint8)

    def take(self, photo: Photo) -> None:
        with self._news:
            self.photos.append(photo)
            self._news.notify_all()

    def wait(self, count: int) -> list[Photo]:
        with self._news:
            assert self._news.wait_for(lambda: len(self.photos) >= count, timeout=10)
        return self.photos


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def reader(album: Album) -> Iterator[PhotoReader]:
    reader = PhotoReader(album.take, album.read)
    yield reader
    album.gate.set()
    reader.close()


def test_a_draft_comes_before_the_full_one(album: Album, reader: PhotoReader) -> None:
    reader.want("s/a", pose("a"))
    draft, full = album.wait(2)
    assert draft.pixels is not None
    assert full.pixels is not None
    assert (draft.is_full, full.is_full) == (False, True)
    assert draft.pixels.shape[1] == DRAFT_WIDTH < full.pixels.shape[1]


def test_a_small_photograph_is_read_once(album: Album, reader: PhotoReader) -> None:
    reader.want("s/small", pose("small"))
    assert [photo.is_full for photo in album.wait(2)] == [False, True]
    assert len(album.reads) == 1


def test_a_broken_one_is_a_sentence_and_the_next_is_read(album: Album, reader: PhotoReader) -> None:
    reader.want("s/broken", pose("broken"))
    (trouble,) = album.wait(1)
    assert trouble.pixels is None
    assert trouble.trouble == "Das Bild ist beschädigt."
    reader.want("s/a", pose("a"))
    assert album.wait(3)[-1].is_full


def test_what_is_not_wanted_any_more_is_given_up(album: Album, reader: PhotoReader) -> None:
    album.gate.clear()
    reader.want("s/a", pose("a"))
    while not album.reads:
        threading.Event().wait(0.001)
    reader.want("s/b", pose("b"))
    reader.want("s/c", pose("c"))
    album.gate.set()
    ids = [(photo.id, photo.is_full) for photo in album.wait(3)]
    assert ids == [("s/a", False), ("s/c", False), ("s/c", True)]
