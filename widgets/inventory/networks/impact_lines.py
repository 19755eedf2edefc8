"""What an impact says: the headline, and the groups that stand under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.domain.inventory.networks.ducts import FULL_SHARE, duct_chain, fill
from app.domain.inventory.networks.impact import Impact
from app.domain.inventory.networks.network import Network
from app.domain.inventory.records import Key
from widgets.inventory.networks import words
from widgets.texts import count, language

_tr = QCoreApplication.translate

_MOST_OPEN: Final = 25
"""A group with more entries is folded at first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a group.

    Attributes:
        key: The record.
        title: What it is called.
        detail: What it is or where, may be empty.
    """

    key: Key
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one sort.

    Attributes:
        name: Its name in code; stays equal from answer to answer.
        title: Its heading, with how many there are.
        icon: Icon of the family mdi6.
        entries: The records.
        is_open: True when it is unfolded at first.
    """

    name: str
    title: str
    icon: str
    entries: tuple[Entry, ...]
    is_open: bool = False


def point_ids(impact: Impact, city: City | None) -> list[str]:
    """Return the points that no longer deliver: of the devices, and by relation."""
    devices = set(impact.devices)
    own = [str(point.id) for point in city.points if str(point.device) in devices] if city else []
    return list(dict.fromkeys([*own, *impact.points]))


def headline(impact: Impact, points: int) -> str:
    """Return what no longer works in one line, such as `3 Schulen mit 1.930 …, 48 Geräte`."""
    schools = [school for school in impact.schools if school.is_whole]
    parts = []
    if schools:
        pupils = count(impact.pupils)
        parts.append(
            _tr("networks", "1 Schule mit {0} Schülerinnen und Schülern").format(pupils)
            if len(schools) == 1
            else _tr("networks", "{0} Schulen mit {1} Schülerinnen und Schülern").format(
                count(len(schools)), pupils
            )
        )
    other = len(impact.sites) - len({school.key.uid for school in schools})
    if other > 0:
        text = (
            _tr("networks", "1 weiterer Standort")
            if other == 1
            else _tr("networks", "{0} weitere Standorte")
        )
        if not schools:
            text = _tr("networks", "1 Standort") if other == 1 else _tr("networks", "{0} Standorte")
        parts.append(text.format(count(other)))
    for number, one, several in (
        (impact.asset_count, _tr("networks", "1 Gerät"), _tr("networks", "{0} Geräte")),
        (points, _tr("networks", "1 Datenpunkt"), _tr("networks", "{0} Datenpunkte")),
        (len(impact.papers), _tr("networks", "1 Vorhaben"), _tr("networks", "{0} Vorhaben")),
    ):
        if number:
            parts.append(one if number == 1 else several.format(count(number)))
    return ", ".join(parts) or _tr("networks", "Es fällt nichts aus.")


def duct_text(network: Network, uid: str) -> str:
    """Return where a duct lies and how full it is, whole sentences."""
    chain = [words.name_of(network.records, key) for key in duct_chain(network, uid)[1:]]
    sentences = [_tr("networks", "Liegt in: {0}.").format(" → ".join(chain))] if chain else []
    inside = fill(network, uid)
    if inside.share is not None and (inside.cables or inside.ducts):
        text = _tr("networks", "Der Querschnitt ist zu {0}\u202f% belegt.")
        if inside.is_assumed:
            text = _tr("networks", "Der Querschnitt ist zu etwa {0}\u202f% belegt.")
        sentences.append(text.format(count(round(100 * inside.share))))
        if inside.share > FULL_SHARE:
            sentences.append(_tr("networks", "Ein weiteres Kabel passt kaum noch hinein."))
    return " ".join(sentences)


def groups(network: Network, impact: Impact, points: list[str], city: City | None) -> list[Group]:
    """Return the groups of an impact, those that matter most first; empty ones are left out."""
    every = [
        *_schools(impact),
        *_sites(network, impact),
        _group(
            "thinned",
            _tr("networks", "Nur noch ein Weg: {0}"),
            "mdi6.source-merge",
            _thinned(network, impact),
            is_open=True,
        ),
        *_assets(network, impact),
        _group(
            "papers",
            _tr("networks", "Vorhaben: {0}"),
            "mdi6.flag-outline",
            _papers(network, impact),
            is_open=True,
        ),
        _group("points", _tr("networks", "Datenpunkte: {0}"), "mdi6.gauge", _points(points, city)),
        *_cabling(network, impact),
    ]
    return [group for group in every if group.entries]


def _group(
    name: str, title: str, icon: str, entries: Iterator[Entry], *, is_open: bool = False
) -> Group:
    found = tuple(entries)
    is_short = len(found) <= _MOST_OPEN
    return Group(name, title.format(count(len(found))), icon, found, is_open and is_short)


def _schools(impact: Impact) -> Iterator[Group]:
    def entries(*, is_whole: bool) -> Iterator[Entry]:
        for school in impact.schools:
            if school.is_whole is is_whole:
                pupils = _tr("networks", "{0} Schülerinnen und Schüler").format(
                    count(school.pupils)
                )
                yield Entry(school.key, school.name, pupils if school.pupils else "")

    icon = "mdi6.school-outline"
    yield _group(
        "schools", _tr("networks", "Schulen: {0}"), icon, entries(is_whole=True), is_open=True
    )
    title = _tr("networks", "Schulen, zum Teil betroffen: {0}")
    yield _group("schools_in_part", title, icon, entries(is_whole=False))


def _sites(network: Network, impact: Impact) -> Iterator[Group]:
    table = network.records["site"]

    def entries(keys: tuple[Key, ...]) -> Iterator[Entry]:
        for key in keys:
            kind = table.text(key.uid, "kind")
            if not (kind == "school" and network.schools_at.get(key.uid)):
                yield Entry(key, table.text(key.uid, "name"), words.asset_kind_text(f"site.{kind}"))

    icon = "mdi6.map-marker-outline"
    yield _group(
        "sites", _tr("networks", "Standorte: {0}"), icon, entries(impact.sites), is_open=True
    )
    title = _tr("networks", "Standorte, zum Teil betroffen: {0}")
    yield _group("sites_in_part", title, icon, entries(impact.sites_in_part))


def _assets(network: Network, impact: Impact) -> Iterator[Group]:
    for kind, uids in impact.assets.items():
        title = f"{words.asset_kind_text(kind)}: {{0}}"
        entries = (_asset(network, uid) for uid in uids)
        yield _group(f"asset.{kind}", title, words.icon_of(kind), entries)


def _asset(network: Network, uid: str) -> Entry:
    records = network.records
    site = records["site"].text(records["asset"].text(uid, "site"), "name")
    key = Key("asset", uid)
    return Entry(key, records.title(key), site)


def _thinned(network: Network, impact: Impact) -> Iterator[Entry]:
    for key in impact.thinned:
        if key.kind == "asset":
            yield _asset(network, key.uid)
        else:
            kind = network.records["site"].text(key.uid, "kind")
            yield Entry(key, network.records.title(key), words.asset_kind_text(f"site.{kind}"))


def _papers(network: Network, impact: Impact) -> Iterator[Entry]:
    for key in impact.papers:
        yield Entry(key, network.records.title(key) or key.uid, words.kind_text(key.kind))


def _points(points: list[str], city: City | None) -> Iterator[Entry]:
    names = (
        {str(point.id): point.name.in_language(language()) for point in city.points} if city else {}
    )
    for point in points:
        yield Entry(Key("point", point), names.get(point, point), point if point in names else "")


def _cabling(network: Network, impact: Impact) -> Iterator[Group]:
    icons = {"radio_site": "mdi6.radio-tower", "link": "mdi6.connection"}
    for kind, uids in impact.cabling.items():
        title = f"{words.kind_text(kind, is_many=True)}: {{0}}"
        keys = (Key(kind, uid) for uid in uids)
        entries = (Entry(key, words.name_of(network.records, key)) for key in keys)
        yield _group(f"cabling.{kind}", title, icons.get(kind, "mdi6.cable-data"), entries)
