"""What the page could not hold is refused before it gets there, with a way out."""

from pathlib import Path

import pytest

from app.services.maps.files import LayerError, features
from app.services.maps.files.reading import read_layer
from tests.fakes.map_files import HAMM, collection, feature, written


def _houses(count: int, text: str = "") -> dict[str, object]:
    return collection(*(feature("Point", [7.8, 51.6], name=text) for _ in range(count)))


def test_more_features_than_the_page_draws_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "MOST_FEATURES", 3)
    assert read_layer(written(tmp_path, _houses(3)), HAMM).count == 3
    with pytest.raises(LayerError, match="mehr als 3 Objekte"):
        read_layer(written(tmp_path, _houses(4)), HAMM)


def test_few_features_with_long_texts_are_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "MOST_PROPERTY_BYTES", 3_000)
    assert read_layer(written(tmp_path, _houses(2, "x" * 1_000)), HAMM).count == 2
    with pytest.raises(LayerError, match="nur die nötigen Spalten"):
        read_layer(written(tmp_path, _houses(4, "x" * 1_000)), HAMM)
