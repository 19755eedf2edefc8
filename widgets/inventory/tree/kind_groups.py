"""Kinds of records in the tree, in groups, and the larger ones by what they are or how they do."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.queries import Filter, Operator, Query
from app.services.ports import InventoryReader
from widgets.inventory.tree.nodes import ROOT, Node

GROUPS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    (
        "assets",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Geräte")),
        "mdi6.devices",
        ("asset", "asset_type"),
    ),
    (
        "places",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Standorte")),
        "mdi6.map-marker-outline",
        ("site", "school", "space", "rack", "address", "district"),
    ),
    (
        "networks",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Netze")),
        "mdi6.lan",
        (
            "link",
            "port",
            "route",
            "duct",
            "cable",
            "tube",
            "strand",
            "splice",
            "wlan",
            "radio_site",
        ),
    ),
    (
        "papers",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Verträge und Lizenzen")),
        "mdi6.file-document-outline",
        ("contract", "licence", "licence_seat", "fund", "vendor"),
    ),
    (
        "loans",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Ausleihe")),
        "mdi6.swap-horizontal",
        ("loan",),
    ),
    (
        "findings",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Befunde")),
        "mdi6.clipboard-alert-outline",
        ("finding", "scan_audit"),
    ),
    (
        "programme",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Projekte")),
        "mdi6.clipboard-check-outline",
        (
            "project",
            "work_item",
            "milestone",
            "dependency",
            "baseline",
            "risk",
            "decision",
            "budget_line",
            "kpi",
            "kpi_value",
            "effect",
            "document",
            "report",
            "field_of_action",
            "wave",
            "organisation",
        ),
    ),
    (
        "settings",
        str(QT_TRANSLATE_NOOP("inventory_tree", "Notizen und Einrichtung")),
        "mdi6.cog-outline",
        ("journal_note", "relation", "tag", "custom_field", "import_profile"),
    ),
)
"""The kinds in groups: name, what it is called, icon, kinds."""

_SPLIT: Final = {"asset": "type.kind", "site": "kind", "loan": "state", "finding": "state"}
"""By what the records of a kind are split below it."""


def below(reader: InventoryReader, name: str, at_us: int | None) -> list[Node]:
    """Return what is below a group or kind by the name of its node; of all with an empty name."""
    return list(_groups(reader, at_us) if name == ROOT else _split(reader, name, at_us))


def _groups(reader: InventoryReader, at_us: int | None) -> Iterator[Node]:
    for group, label, icon, kinds in GROUPS:
        inside = []
        for kind in kinds:
            query = Query(kind, at_us=at_us)
            many = reader.count(query)
            inside.append(
                Node(
                    f"group:{group}/all:{kind}",
                    KINDS[kind].plural,
                    many,
                    query,
                    has_children=bool(many) and kind in _SPLIT,
                )
            )
        first = inside[0]
        # A group of one kind is that kind.
        is_single = len(inside) == 1
        yield Node(
            first.name if is_single else f"group:{group}",
            label,
            first.count if is_single else -1,
            first.query if is_single else None,
            None,
            icon,
            has_children=first.has_children if is_single else True,
            children=None if is_single else tuple(inside),
        )


def _split(reader: InventoryReader, name: str, at_us: int | None) -> Iterator[Node]:
    kind = name.rsplit(":", 1)[1]
    path = _SPLIT.get(kind)
    if path is None:
        return
    words = resolve(kind, path).field
    for value, many in reader.groups(Query(kind, at_us=at_us), path):
        if value is None:
            continue
        query = Query(kind, (Filter(path, Operator.IS, (value,)),), at_us=at_us)
        yield Node(f"{name}/value:{value}", words.choice_label(value), many, query)
