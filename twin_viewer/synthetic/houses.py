"""What stands on a lot: size, storeys, roof, year; all follows from the lot and the seed."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.buildings import Buildings, Ints, Kind, Roof
from twin_viewer.synthetic.chances import Keys, by_kind, drawn, happens, luck
from twin_viewer.synthetic.lots import LOOSE, PAIR, SLAB, STYLES, TERRACE, TOWN, WORKS, Lots

_GAP: Final = 0.06
_PAIR: Final = 8.8
"""Width of one house of a pair, m."""
_ROW: Final = 8
"""Lots of a terrace between two gaps."""


def keys_of(lots: Lots, seed: int, *, group: bool = False) -> Keys:
    """Return a key of each lot; with `group` the same for all houses of a row or a pair."""
    places = (lots.places - 1) // 2
    side = lots.places % 2
    shared = np.where(lots.styles == TERRACE, places // _ROW, places // 2)
    places = np.where(group, shared * 2 + side, places * 2 + side)
    key = np.full(len(lots), seed + 1, dtype=np.uint64)
    for column in (lots.cells + 2, lots.streets + 500, lots.blocks + 500, places + 1):
        key = key * np.uint64(1_000_003) + column.astype(np.uint64)
    return key


def is_gap(lots: Lots) -> NDArray[np.bool_]:
    """Tell which lots stay empty between two terraces."""
    return np.asarray((lots.styles == TERRACE) & ((lots.places - 1) // 2 % _ROW == _ROW - 1))


def has_garage(lots: Lots, seed: int) -> NDArray[np.bool_]:
    """Tell which lots have a garage or a shed as a second building."""
    keys = keys_of(lots, seed)
    beside = (lots.styles == LOOSE) & happens(keys, 1, 0.55)
    behind = (lots.styles == PAIR) & happens(keys, 1, 0.3)
    return np.asarray(beside | behind)


def make_houses(lots: Lots, seed: int) -> Buildings:
    """Return the main building of each lot; heights of feet are 0."""
    keys, group = keys_of(lots, seed), keys_of(lots, seed, group=True)
    style = lots.styles
    widths, depths = _sizes(style, keys)
    back = np.array([how.setback for how in STYLES])[style] + luck(group, 2) * _play(style)
    x, y = _sideways(lots), -lots.depths / 2.0 + back + depths / 2.0
    turned = ((style == LOOSE) & happens(keys, 3, 0.35)) | (style == SLAB)
    storeys = _storeys(lots, group)
    roofs = _roofs(style, group, widths, depths)
    along = np.where(turned, depths, widths)
    across = np.where(turned, widths, depths)
    is_hall = style == WORKS
    eaves: Doubles = np.where(is_hall, 6.5 + luck(keys, 4) * 8.0, storeys * 2.9 + 0.5)
    eaves += np.where(style == TOWN, storeys * 0.25 + luck(keys, 5), 0.0)
    pitch = np.select(
        [roofs == Roof.FLAT, roofs == Roof.SHED, is_hall],
        [0.0, 0.12, 0.12],
        0.7 + luck(group, 6) * 0.35,
    )
    reach = np.where(
        roofs == Roof.SHED, across, np.minimum(across, along + 1e3 * (roofs == Roof.GABLE)) / 2.0
    )
    kinds = np.array([how.kind for how in STYLES])[style]
    return Buildings(
        easts=lots.easts + np.cos(lots.angles) * x - np.sin(lots.angles) * y,
        norths=lots.norths + np.sin(lots.angles) * x + np.cos(lots.angles) * y,
        angles=lots.angles + np.where(turned, np.pi / 2.0, 0.0),
        widths=along,
        depths=across,
        feet=np.zeros(len(lots)),
        eaves=_to_centimetres(eaves),
        ridges=_to_centimetres(eaves + pitch * reach),
        roofs=roofs,
        kinds=kinds.astype(np.int32),
        storeys=storeys,
        years=_years(lots, group),
        streets=np.full(len(lots), -1, dtype=np.int32),
        numbers=lots.places,
        parents=np.full(len(lots), -1, dtype=np.int32),
    )


def make_garages(lots: Lots, seed: int) -> Buildings:
    """Return the garage beside the house, or the shed behind it, of lots that have one."""
    houses = make_houses(lots, seed)
    side = np.where(happens(keys_of(lots, seed), 7, 0.5), -1.0, 1.0)
    is_loose = lots.styles == LOOSE
    x = side * np.where(is_loose, lots.widths / 2.0 - 1.65, 2.0)
    y = np.where(is_loose, -lots.depths / 2.0 + 9.0, lots.depths / 2.0 - 3.5)
    count = len(lots)
    low = np.full(count, 2.55)
    is_shed = happens(keys_of(lots, seed), 8, 0.25)
    return Buildings(
        easts=lots.easts + np.cos(lots.angles) * x - np.sin(lots.angles) * y,
        norths=lots.norths + np.sin(lots.angles) * x + np.cos(lots.angles) * y,
        angles=lots.angles,
        widths=np.full(count, 3.0),
        depths=np.where(is_loose, 6.2, 4.4),
        feet=np.zeros(count),
        eaves=low,
        ridges=low + np.where(is_shed, 0.5, 0.0),
        roofs=np.where(is_shed, Roof.SHED, Roof.FLAT).astype(np.int32),
        kinds=np.full(count, Kind.GARAGE, dtype=np.int32),
        storeys=np.ones(count, dtype=np.int32),
        years=(houses.years + 8).clip(max=2024).astype(np.int32),
        streets=np.full(count, -1, dtype=np.int32),
        numbers=lots.places,
        parents=np.full(count, -1, dtype=np.int32),
    )


def _sizes(style: Ints, keys: Keys) -> tuple[Doubles, Doubles]:
    """Return width along the street and depth, before a house is turned."""
    first, second = luck(keys, 9), luck(keys, 10)
    lot = np.array([how.lot for how in STYLES])[style] - _GAP
    widths = by_kind(style, lot, lot, _PAIR, 9.0 + first * 2.4, 13.0, 38.0 + first * 20.0)
    depth = np.array([how.depth for how in STYLES])[style]
    depths = np.where(style == WORKS, depth + (second - 0.5) * 10.0, depth)
    depths = np.where(style == LOOSE, 9.0 + second * 2.4, depths)
    return _to_centimetres(widths), _to_centimetres(depths)


def _to_centimetres(lengths: Doubles) -> Doubles:
    return np.asarray(np.round(lengths, 2), dtype=np.float64)


def _play(style: Ints) -> Doubles:
    """Return how much front gardens differ, m."""
    return by_kind(style, 0.0, 1.2, 1.5, 2.0, 2.0, 6.0)


def _sideways(lots: Lots) -> Doubles:
    """Return how far houses of a pair stand from the middle of their lot, towards each other."""
    is_even = (lots.places - 1) // 2 % 2 == 0
    is_left = lots.places % 2 == 0  # the local axis runs along the street, or against it
    towards = np.where(is_even == is_left, 1.0, -1.0)
    return np.where(lots.styles == PAIR, towards * (lots.widths - _PAIR) / 2.0, 0.0)


def _storeys(lots: Lots, group: Keys) -> Ints:
    chance = luck(group, 12)
    town = 3.0 + np.floor(np.clip(lots.scores - 0.75, 0.0, 0.3) * 5.0 + chance * 1.6)
    slab = np.where(happens(group, 15, 0.07), 11.0, 4.0 + np.floor(chance * 5.0))
    row = 2.0 + happens(group, 12, 0.15)
    low = 1.0 + happens(group, 12, 0.55)
    return by_kind(lots.styles, town, row, 2.0, low, slab, 1.0).astype(np.int32)


def _roofs(style: Ints, group: Keys, widths: Doubles, depths: Doubles) -> Ints:
    chance = luck(group, 13)
    town = drawn(chance, {Roof.FLAT: 0.22, Roof.GABLE: 0.78})
    row = drawn(chance, {Roof.SHED: 0.08, Roof.GABLE: 0.92})
    loose = drawn(
        chance,
        {Roof.GABLE: 0.55, Roof.HIP: 0.27, Roof.TENT: 0.10, Roof.SHED: 0.05, Roof.FLAT: 0.03},
    )
    is_square = np.abs(widths - depths) < 1.0
    loose[(loose == Roof.HIP) & is_square] = Roof.TENT
    works = drawn(chance, {Roof.FLAT: 0.72, Roof.GABLE: 0.14, Roof.SHED: 0.14})
    return by_kind(style, town, row, Roof.GABLE, loose, Roof.FLAT, works).astype(np.int32)


def _years(lots: Lots, group: Keys) -> Ints:
    chance = luck(group, 14)
    town = np.where(happens(group, 16, 0.35), 1885.0 + chance * 50.0, 1946.0 + chance * 65.0)
    start = by_kind(lots.styles, town, 1905.0, 1922.0, 1952.0, 1961.0, 1968.0)
    span = by_kind(lots.styles, 0.0, 95.0, 75.0, 71.0, 22.0, 55.0)
    return np.asarray((start + chance * span).astype(np.int32))
