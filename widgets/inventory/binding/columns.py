"""The columns of the tables of binding, and how scores are said."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.folding import natural_key
from app.domain.inventory.kinds import KINDS
from app.services.inventory.binding_facts import Asset, Device
from app.services.inventory.binding_proposals import LIKELY, SURE, Proposal
from widgets.foreign_texts import on_screen
from widgets.inventory.binding.rows import Column
from widgets.inventory.networks.live import UNKNOWN, state_text
from widgets.texts import count

_tr = QCoreApplication.translate

_ASSET_KINDS: Final = KINDS["asset_type"].field("kind")

_Row = TypeVar("_Row")

Scores = Mapping[str, Proposal]
"""How well rows fit what is selected on the other side, by their names."""


def kind_text(kind: str) -> str:
    """Return a kind of assets in words."""
    return on_screen(_ASSET_KINDS.choice_label(kind))


def device_kind(one: Device) -> str:
    """Return what a device most likely is, in words."""
    return kind_text(one.kinds[0]) if one.kinds else ""


def score_text(one: Proposal | None) -> str:
    """Return how well two fit, as a word and a number; empty for no proposal."""
    if one is None:
        return ""
    if one.score >= SURE:
        word = _tr("binding", "passt gut")
    elif one.score >= LIKELY:
        word = _tr("binding", "passt wohl")
    else:
        word = _tr("binding", "passt vielleicht")
    return f"{word} ({one.score})"


def reason_text(one: Proposal | None) -> str:
    """Return why two may belong together, in whole sentences."""
    if one is None:
        return _tr("binding", "Nichts spricht dafür, dass beide zusammengehören.")
    return " ".join(on_screen(text) for text in (one.reason, one.rival) if text)


def device_columns(
    states: Callable[[], Mapping[str, int]], scores: Callable[[], Scores]
) -> list[Column[Device]]:
    """Return the columns of a list of devices."""

    def state(one: Device) -> int:
        return states().get(one.name, UNKNOWN)

    return [
        Column(lambda: _tr("binding", "Gerät"), lambda one: one.name, 21),
        Column(lambda: _tr("binding", "Ort"), lambda one: one.site, 16),
        Column(lambda: _tr("binding", "Art"), device_kind, 12),
        Column(
            lambda: _tr("binding", "Punkte"),
            lambda one: count(len(one.points)),
            6,
            order=lambda one: len(one.points),
            tip=lambda one: "\n".join(one.points),
            is_number=True,
        ),
        Column(
            lambda: _tr("binding", "Zustand"),
            lambda _: "",
            11,
            order=state,
            state=state,
            tip=lambda one: state_text(state(one)),
        ),
        _score_column(lambda one: one.name, scores),
    ]


def asset_columns(
    trouble: Callable[[Asset], str], scores: Callable[[], Scores]
) -> list[Column[Asset]]:
    """Return the columns of a list of records; `trouble` says what is wrong with one."""
    return [
        Column(lambda: _tr("binding", "Datensatz"), lambda one: one.title, 28),
        Column(lambda: _tr("binding", "Standort"), lambda one: one.site_name, 16),
        Column(lambda: _tr("binding", "Art"), lambda one: kind_text(one.kind), 12),
        Column(lambda: _tr("binding", "Befund"), trouble, 18),
        _score_column(lambda one: one.uid, scores),
    ]


def _score_column(name: Callable[[_Row], str], scores: Callable[[], Scores]) -> Column[_Row]:
    def found(one: _Row) -> Proposal | None:
        return scores().get(name(one))

    def order(one: _Row) -> tuple[int, str]:
        proposal = found(one)
        return -1 if proposal is None else proposal.score, name(one)

    return Column(
        lambda: _tr("binding", "Passt"),
        lambda one: score_text(found(one)),
        15,
        order=order,
        tip=lambda one: reason_text(found(one)),
    )


def holder_column(holder: Callable[[str], Asset | None]) -> Column[Device]:
    """Return the column that says which record has a device."""

    def text(one: Device) -> str:
        found = holder(one.name)
        return "" if found is None else found.title

    return Column(
        lambda: _tr("binding", "Gehört zu"), text, 26, order=lambda one: natural_key(text(one))
    )
