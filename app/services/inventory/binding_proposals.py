"""Which device of the profile a record may be, and which records a device: with score and reason.

Nothing is decided here: a person takes a proposal, or another. The score counts what speaks for a
pair (an address, the name, the number in it, the place, the kind) and is no probability.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from rapidfuzz import fuzz

from app.domain.inventory.folding import fold
from app.domain.inventory.kinds.assets import ASSET_KINDS
from app.services.inventory.binding_facts import OVER, Asset, Device, PointBinding, Stock

SURE: Final = 75
"""From this score on a proposal may be taken together with others."""
LIKELY: Final = 55
LEAST: Final = 35
"""Less is no proposal."""
CLOSE: Final = 8
"""Two proposals this near to each other are too alike for taking one unseen."""

_ADDRESS: Final = 60
_SERIAL: Final = 50
_NAME: Final = 30
_NUMBER: Final = 15
_PLACE: Final = 25
_NEAR: Final = 15
_KIND: Final = 20
_OTHER_KIND: Final = -40
_FAR: Final = -30
_HERE_M: Final = 30.0
_NEAR_M: Final = 150.0
_FAR_M: Final = 1_500.0
_ALIKE: Final = 60.0
_SAME: Final = 88.0
_SHORTEST_MARK: Final = 5
_MOST: Final = 80
"""Candidates that are looked at closely for each one."""
_MOST_RIVALS: Final = 20
_MOST_SHARED: Final = 1_000
_CELL_M: Final = 200.0

_WORD: Final = re.compile(r"[a-z]+|\d+")
_NUMBERS: Final = re.compile(r"(?<![a-z0-9])\d+(?![a-z0-9])")
_SEPARATORS: Final = re.compile(r"[:\-]")
_MARK: Final = re.compile(r"[0-9a-z]+(?:[.:\-][0-9a-z]+)*")
_IP: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_KIND_LABELS: Final = {choice.key: choice.label for choice in ASSET_KINDS}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A device and a record that may belong together.

    Attributes:
        device: The device of the profile.
        asset: The record.
        score: 0 to 100.
        reason: What speaks for it, and what against, whole sentences, German.
        rival: A pair that fits almost as well, in words; empty when there is none.
    """

    device: Device
    asset: Asset
    score: int
    reason: str
    rival: str = ""

    @property
    def is_clear(self) -> bool:
        """True when it may be taken together with others."""
        return self.score >= SURE and not self.rival


@dataclass(frozen=True, slots=True)
class TwiceBound:
    """A point that more than one record has.

    Attributes:
        point: The point.
        owners: The records.
    """

    point: str
    owners: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What is bound, and what is not.

    Attributes:
        loose: Devices of the profile that no record has.
        unknown: Records whose device the profile does not know.
        bare: Records in use, of kinds that are measured, without a single point.
        twice: Points that more than one record has.
        bound: Number of devices that a record has.
        devices: Number of devices.
    """

    loose: tuple[Device, ...] = ()
    unknown: tuple[Asset, ...] = ()
    bare: tuple[Asset, ...] = ()
    twice: tuple[TwiceBound, ...] = ()
    bound: int = 0
    devices: int = 0


def overview_of(devices: Sequence[Device], stock: Stock) -> Overview:
    """Return what is bound and what is not.

    A device whose every point is bound singly is not loose; a record with a single point is not
    bare.
    """
    known = {one.name: one for one in devices}
    owners = _owners(devices, stock)
    single = {one.point for one in stock.points}
    having = {one.owner.uid for one in stock.points}
    kinds = {kind for one in devices for kind in one.kinds}
    loose = [
        one
        for one in devices
        if stock.holder(one.name) is None and not single.issuperset(one.points)
    ]
    return Overview(
        loose=tuple(loose),
        unknown=tuple(one for one in stock.assets if one.device and one.device not in known),
        bare=tuple(
            one
            for one in stock.assets
            if not one.device
            and one.uid not in having
            and one.state not in OVER
            and one.kind in kinds
        ),
        twice=tuple(
            TwiceBound(point, tuple(found.values()))
            for point, found in owners.items()
            if len(found) > 1
        ),
        bound=sum(stock.holder(one.name) is not None for one in devices),
        devices=len(devices),
    )


def _owners(devices: Sequence[Device], stock: Stock) -> dict[str, dict[str, Asset]]:
    """Return which records have a point, by the points that are bound singly."""
    device_of = {point: one.name for one in devices for point in one.points}
    owners: dict[str, dict[str, Asset]] = {}
    for one in stock.points:
        for asset in (_owner(stock, one), stock.holder(device_of.get(one.point, ""))):
            if asset is not None:
                owners.setdefault(one.point, {})[asset.uid] = asset
    return owners


def _owner(stock: Stock, one: PointBinding) -> Asset | None:
    return stock.asset(one.owner.uid) if one.owner.kind == "asset" else None


# ---- proposals -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marks:
    """What one side is recognised by.

    Attributes:
        words: Folded words and numbers of its name and place.
        numbers: The numbers in its own name, without leading zeros.
        text: Its name and place, folded.
        place: The name of its place, folded.
        own: Addresses and serial numbers, without separators.
        cell: Square of the city it lies in.
    """

    words: frozenset[str]
    numbers: tuple[str, ...]
    text: str
    place: str
    own: frozenset[str]
    cell: tuple[int, int] | None


class Matcher:
    """Proposes pairs out of devices and records.

    Args:
        devices: Devices of the profile.
        assets: Records that may be proposed.
    """

    def __init__(self, devices: Iterable[Device], assets: Iterable[Asset]) -> None:
        self._devices = {one.name: (one, _marks_of_device(one)) for one in devices}
        self._assets = {one.uid: (one, _marks_of_asset(one)) for one in assets}
        self._device_index = _Index({name: m for name, (_, m) in self._devices.items()})
        self._asset_index = _Index({uid: m for uid, (_, m) in self._assets.items()})

    def devices_for(self, asset: Asset, limit: int = 8) -> list[Proposal]:
        """Return the devices that a record most likely is, best first."""
        marks = _marks_of_asset(asset)
        found = (
            _judge(self._devices[name], (asset, marks)) for name in self._device_index.near(marks)
        )
        return _best(found, limit)

    def assets_for(self, device: Device, limit: int = 8) -> list[Proposal]:
        """Return the records that a device most likely is, best first."""
        marks = _marks_of_device(device)
        found = (
            _judge((device, marks), self._assets[uid]) for uid in self._asset_index.near(marks)
        )
        return _best(found, limit)

    def pairs(self, is_wanted: Callable[[], bool] = lambda: True) -> list[Proposal]:
        """Return at most one proposal for each device and each record, best first.

        Args:
            is_wanted: Asked now and then; when it says no, what was found so far is returned.
        """
        found: list[Proposal] = []
        for device, _ in self._devices.values():
            if not is_wanted():
                break
            found += self.assets_for(device, _MOST_RIVALS)
        found.sort(key=_order)
        return list(_one_to_one(found))


def _one_to_one(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the best of each, with who else it might have been."""
    of_device: dict[str, list[Proposal]] = {}
    of_asset: dict[str, list[Proposal]] = {}
    for one in found:
        of_device.setdefault(one.device.name, []).append(one)
        of_asset.setdefault(one.asset.uid, []).append(one)
    taken_devices: set[str] = set()
    taken_assets: set[str] = set()
    for one in found:
        if one.device.name in taken_devices or one.asset.uid in taken_assets:
            continue
        taken_devices.add(one.device.name)
        taken_assets.add(one.asset.uid)
        yield replace(one, rival=_rival(one, of_device[one.device.name], of_asset[one.asset.uid]))


def _rival(one: Proposal, same_device: list[Proposal], same_asset: list[Proposal]) -> str:
    for other in same_device:
        if other.asset.uid != one.asset.uid and one.score - other.score < CLOSE:
            return f"Auch „{other.asset.title}“ passt fast genauso gut."
    for other in same_asset:
        if other.device.name != one.device.name and one.score - other.score < CLOSE:
            return f"Auch das Gerät „{other.device.name}“ passt fast genauso gut."
    return ""


class _Index:
    """Finds who shares rare words, an address or a place; so that not every pair is looked at."""

    def __init__(self, marks: Mapping[str, _Marks]) -> None:
        self._by_mark: dict[object, list[str]] = {}
        for name, one in marks.items():
            for mark in _places(one):
                self._by_mark.setdefault(mark, []).append(name)

    def near(self, marks: _Marks) -> list[str]:
        """Return the names of those that share most, most first."""
        shared = [self._by_mark[mark] for mark in _neighbours(marks) if mark in self._by_mark]
        # A word that many have says little; where rarer ones are shared it is passed over.
        rare = [names for names in shared if len(names) <= _MOST_SHARED]
        weights: Counter[str] = Counter()
        for names in rare or shared:
            for name in names:
                weights[name] += 1_000_000 // len(names)
        return [name for name, _ in weights.most_common(_MOST)]


def _places(marks: _Marks) -> Iterator[object]:
    yield from marks.words
    yield from (("own", one) for one in marks.own)
    if marks.cell is not None:
        yield marks.cell


def _neighbours(marks: _Marks) -> Iterator[object]:
    yield from marks.words
    yield from (("own", one) for one in marks.own)
    if marks.cell is not None:
        column, row = marks.cell
        yield from ((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1))


def _marks_of_device(one: Device) -> _Marks:
    own = {
        _bare(mark)
        for text in map(fold, one.addresses)
        for mark in (*_MARK.findall(text), *_IP.findall(text))
    }
    return _marks(one.name, one.site, own, (one.east, one.north))


def _marks_of_asset(one: Asset) -> _Marks:
    own = {_bare(fold(text)) for text in (one.ip, one.mac, one.serial, one.tag) if text}
    return _marks(one.name, one.site_name, own, (one.east, one.north))


def _marks(
    name: str, site: str, own: Iterable[str], place: tuple[float | None, float | None]
) -> _Marks:
    words, around = _WORD.findall(fold(name)), _WORD.findall(fold(site))
    east, north = place
    return _Marks(
        words=frozenset(words) | frozenset(around),
        numbers=tuple(word.lstrip("0") for word in _NUMBERS.findall(fold(name))),
        text=" ".join(words),
        place=" ".join(around),
        own=frozenset(one for one in own if len(one) >= _SHORTEST_MARK),
        cell=None
        if east is None or north is None
        else (int(east // _CELL_M), int(north // _CELL_M)),
    )


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text)


# ---- one pair ------------------------------------------------------------------------------------

_Part = tuple[int, str]
"""Points, and a sentence; empty where there is nothing to say."""


def _judge(device: tuple[Device, _Marks], asset: tuple[Asset, _Marks]) -> Proposal:
    parts = [
        _by_address(device[1], asset),
        _by_name(device, asset),
        _by_number(device[1], asset[1]),
        _by_place(device, asset),
        _by_kind(device[0], asset[0]),
    ]
    score = max(0, min(100, sum(points for points, _ in parts)))
    parts.sort(key=lambda part: -abs(part[0]))
    return Proposal(
        device[0], asset[0], score, " ".join(sentence for _, sentence in parts if sentence)
    )


def _by_address(device: _Marks, asset: tuple[Asset, _Marks]) -> _Part:
    one, _ = asset
    words = (
        (one.ip, _ADDRESS, "Die IP-Adresse {0} steht in der Adresse des Geräts."),
        (one.mac, _ADDRESS, "Die MAC-Adresse {0} steht in der Adresse des Geräts."),
        (one.serial, _SERIAL, "Die Seriennummer {0} steht in der Adresse des Geräts."),
        (one.tag, _SERIAL, "Die Inventarnummer {0} steht in der Adresse des Geräts."),
    )
    for text, points, sentence in words:
        mark = _bare(fold(text))
        if len(mark) >= _SHORTEST_MARK and mark in device.own:
            return points, sentence.format(text)
    return 0, ""


def _by_name(device: tuple[Device, _Marks], asset: tuple[Asset, _Marks]) -> _Part:
    mine, theirs = device[1], asset[1]
    if not mine.text or not theirs.text:
        return 0, ""
    if mine.text == theirs.text:
        return _NAME, f"Der Name „{asset[0].name}“ ist derselbe."
    # The place belongs to the name of a device: `switch-hammonense` at the Gymnasium Hammonense.
    alike = max(
        fuzz.token_set_ratio(mine.text, theirs.text),
        fuzz.token_sort_ratio(f"{mine.text} {mine.place}", f"{theirs.text} {theirs.place}"),
    )
    if alike < _ALIKE:
        return 0, ""
    points = round(_NAME * (alike - _ALIKE / 2) / (100 - _ALIKE / 2))
    return points, f"Die Namen „{device[0].name}“ und „{asset[0].name}“ ähneln sich."


def _by_number(device: _Marks, asset: _Marks) -> _Part:
    if not device.numbers or not asset.numbers:
        return 0, ""
    mine, theirs = device.numbers[-1], asset.numbers[-1]
    if mine == theirs:
        return _NUMBER, f"Beide tragen die Nummer {mine}."
    return -_NUMBER, f"Die Nummern sind verschieden: {mine} und {theirs}."


def _by_place(device: tuple[Device, _Marks], asset: tuple[Asset, _Marks]) -> _Part:
    mine, theirs = device[1].place, asset[1].place
    far = _metres(device[0], asset[0])
    if mine and theirs and fuzz.token_set_ratio(mine, theirs) >= _SAME:
        return _PLACE, f"Beide gehören zum Standort „{device[0].site}“."
    if far is None:
        return 0, ""
    if far <= _HERE_M:
        return _PLACE, "Beide stehen am selben Ort."
    if far <= _NEAR_M:
        return _NEAR, f"Sie liegen {round(far)} m auseinander."
    if far >= _FAR_M:
        return _FAR, f"Sie liegen {far / 1000:.1f} km auseinander.".replace(".", ",", 1)
    return 0, ""


def _metres(device: Device, asset: Asset) -> float | None:
    if device.east is None or device.north is None or asset.east is None or asset.north is None:
        return None
    return hypot(device.east - asset.east, device.north - asset.north)


def _by_kind(device: Device, asset: Asset) -> _Part:
    if asset.kind in device.kinds:
        return _KIND, f"Die Art passt: {_KIND_LABELS.get(asset.kind, asset.kind)}."
    if asset.kind in {"", "other"} or not device.kinds:
        return 0, ""
    likely = _KIND_LABELS.get(device.kinds[0], device.kinds[0])
    label = _KIND_LABELS.get(asset.kind, asset.kind)
    return _OTHER_KIND, f"Die Arten sind verschieden: {likely} und {label}."


def _order(one: Proposal) -> tuple[int, str, str]:
    return -one.score, one.device.name, one.asset.uid


def _best(found: Iterable[Proposal], limit: int) -> list[Proposal]:
    return sorted((one for one in found if one.score >= LEAST), key=_order)[:limit]
