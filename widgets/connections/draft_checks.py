"""What is wrong with drafts, by column, in whole sentences; the same rules as for a profile."""

import re
from collections import Counter
from collections.abc import Sequence
from math import isfinite
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.domain.points import PointId, PointKind, point_key
from app.domain.sources import SourceKind
from app.services.profiles import faults
from app.services.profiles.faults import Fault
from app.services.profiles.names import ID_PATTERN
from app.services.profiles.templates import AGENT, POLLED, is_measure
from widgets.connections.draft_columns import Column
from widgets.connections.proposals import Draft, parse_states
from widgets.texts import language

MOST_DECIMALS: Final = 9
_OPCUA_NODE: Final = re.compile(r"(nsu=[^;]+;)?[sigb]=.+", re.DOTALL)

Findings = dict[Column, str]
"""What is wrong with one draft: a sentence by column."""


class Checker:
    """Checks drafts against one profile."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._ids = {str(point.id) for point in city.points}
        self._numbers = {point.key: str(point.id) for point in city.points}
        self._kinds = {str(source.id): source.kind for source in city.sources}
        self._addresses = {
            (str(point.source), point.address.node, point.address.item): str(point.id)
            for point in city.points
        }

    def check(self, drafts: Sequence[Draft]) -> list[Findings]:
        """Return for each draft what is wrong with it; empty when it can be saved."""
        ids = Counter(draft.id for draft in drafts)
        places = Counter(_place(draft) for draft in drafts)
        return [
            self._id(draft, ids) | self._address(draft, places) | self._rest(draft)
            for draft in drafts
        ]

    def _id(self, draft: Draft, ids: Counter[str]) -> Findings:
        if not ID_PATTERN.fullmatch(draft.id):
            return {Column.ID: _sentence(faults.BAD_ID, value=draft.id)}
        if draft.id in self._ids:
            sentence = QCoreApplication.translate(
                "connections",
                "Die Kennung „{0}“ gibt es im Profil schon; wählen Sie eine andere.",
            )
            return {Column.ID: sentence.format(draft.id)}
        if ids[draft.id] > 1:
            sentence = QCoreApplication.translate(
                "connections", "Zwei neue Punkte heißen „{0}“; ändern Sie eine der Kennungen."
            )
            return {Column.ID: sentence.format(draft.id)}
        same = self._numbers.get(point_key(PointId(draft.id)))
        if same is not None:
            return {Column.ID: _sentence(faults.SAME_NUMBER, value=draft.id, other=same)}
        return {}

    def _address(self, draft: Draft, places: Counter[tuple[str, str, str]]) -> Findings:
        address, place = draft.node.address, _place(draft)
        kind = self._kinds.get(draft.source)
        if place in self._addresses:
            sentence = QCoreApplication.translate(
                "connections",
                "Diesen Knoten liest schon der Datenpunkt „{0}“; entfernen Sie die Zeile.",
            )
            return {Column.ADDRESS: sentence.format(self._addresses[place])}
        if places[place] > 1:
            sentence = QCoreApplication.translate(
                "connections", "Dieser Knoten steht zweimal auf der Liste; entfernen Sie einen."
            )
            return {Column.ADDRESS: sentence}
        if kind is None:
            sentence = QCoreApplication.translate(
                "connections", "Die Quelle „{0}“ steht nicht mehr im Profil."
            )
            return {Column.ADDRESS: sentence.format(draft.source)}
        sentence = _address_fault(kind, address, draft.node.item)
        return {Column.ADDRESS: sentence} if sentence else {}

    def _rest(self, draft: Draft) -> Findings:
        findings: Findings = {}
        city = self._city
        if not draft.name.strip():
            findings[Column.NAME] = _sentence(faults.EMPTY_TEXT)
        if draft.unit not in city.units:
            findings[Column.UNIT] = _unit_sentence(draft)
        if draft.field not in {field.id for field in city.fields}:
            findings[Column.FIELD] = QCoreApplication.translate(
                "connections", "Wählen Sie das Handlungsfeld, zu dem der Punkt gehört."
            )
        if draft.district not in {"", *(district.id for district in city.districts)}:
            findings[Column.DISTRICT] = QCoreApplication.translate(
                "connections", "Wählen Sie einen Stadtbezirk, oder lassen Sie ihn leer."
            )
        if not (isfinite(draft.interval_s) and draft.interval_s > 0):
            findings[Column.INTERVAL] = _sentence(
                faults.NOT_POSITIVE, value=f"{draft.interval_s:g}"
            )
        if not 0 <= draft.decimals <= MOST_DECIMALS:
            findings[Column.DECIMALS] = _sentence(
                faults.OUT_OF_RANGE, value=draft.decimals, low=0, high=MOST_DECIMALS
            )
        if draft.kind is PointKind.STATE:
            findings |= _states(draft)
        return findings


def _address_fault(kind: SourceKind, address: str, item: str) -> str:
    """Return why a source of this kind cannot keep a point there; empty when it can."""
    if kind is SourceKind.MQTT and (not address.strip() or set("+#") & set(address)):
        return _sentence(faults.BAD_TOPIC, value=address)
    if kind is SourceKind.OPCUA and not _OPCUA_NODE.fullmatch(address):
        return _sentence(faults.BAD_NODE, value=address)
    if kind in POLLED and not AGENT.fullmatch(address):
        return _sentence(faults.BAD_AGENT, value=address)
    if kind in POLLED and not is_measure(item, kind):
        return _sentence(faults.BAD_MEASURE, value=item)
    return ""


def _states(draft: Draft) -> Findings:
    states = parse_states(draft.states)
    if not states:
        sentence = QCoreApplication.translate(
            "connections", "Benennen Sie die Zustände, zum Beispiel „0 = aus; 1 = ein“."
        )
        return {Column.STATES: sentence}
    codes = [state.code for state in states]
    words = [state.text for state in states if state.text]
    if len(set(codes)) < len(codes) or len(set(words)) < len(words):
        sentence = QCoreApplication.translate(
            "connections", "Jeder Zustand braucht einen eigenen Code und ein eigenes Wort."
        )
        return {Column.STATES: sentence}
    return {}


def _unit_sentence(draft: Draft) -> str:
    if draft.node.unit:
        sentence = QCoreApplication.translate(
            "connections",
            "Die Einheit „{0}“ der Quelle kennt das Profil nicht; wählen Sie eine, oder ergänzen "
            "Sie sie in units.toml.",
        )
        return sentence.format(draft.node.unit)
    return QCoreApplication.translate("connections", "Wählen Sie die Einheit des Punkts.")


def _sentence(fault: Fault, **values: object) -> str:
    code = language()
    text = f"{fault.reason.in_language(code)} {fault.remedy.in_language(code)}"
    return text.format(**values)


def _place(draft: Draft) -> tuple[str, str, str]:
    return draft.source, draft.node.address, draft.node.item
