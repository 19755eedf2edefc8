"""The filled fields of a record under their headings, and what hangs together with it."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.inventory.depreciation import book_value
from app.domain.inventory.fields import Field, FieldType, Kind, Value
from app.domain.inventory.findings import day_of
from app.domain.inventory.groups import OWN, field_groups
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.inventory.truths import has_truths
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FactRows, link_label
from widgets.inventory.card.reading import CardFacts, Referrer
from widgets.inventory.card.wording import CardWords, plural_label
from widgets.texts import count, number

_IN_TRUTHS: Final = frozenset(
    {"state", "planned_on", "planned_state", "in_service_on", "built_on", "measured_state",
     "first_seen_us", "last_seen_us"}
)  # fmt: skip
"""Fields that the section of the three truths shows."""

_HIDDEN: Final = frozenset({FieldType.JSON})


class Facts(QObject):
    """Makes the sections of a record's values.

    Signals:
        key_wanted: A record was clicked (`Key`).
    """

    key_wanted = Signal(object)

    def follow(self, key: Key) -> Callable[[], None]:
        """Return what asks for a record."""
        return lambda: self.key_wanted.emit(key)

    # ---- fields --------------------------------------------------------------------------------
    def group(self, facts: CardFacts, says: CardWords, label: str) -> FactRows:
        """Return the filled fields under a heading; no rows where there are none."""
        rows, record = FactRows(), facts.record
        if record is None:
            return rows
        if label == OWN:
            for one, value in custom_values(record, facts.custom):
                self._add(rows, one, value, record, says)
            return rows
        skipped = _IN_TRUTHS if has_truths(record.kind) else frozenset({"state"})
        for group in field_groups(KINDS[record.kind]):
            for one in group.fields if group.label == label else ():
                if one.name not in skipped and not one.name.endswith("_kind"):
                    self._add(rows, one, record.get(one.name), record, says)
        return rows

    def _add(
        self, rows: FactRows, one: Field, value: Value, record: Record, says: CardWords
    ) -> None:
        if value in (None, "") or one.type in _HIDDEN:
            return
        label, tip = on_screen(one.label), on_screen(one.hint)
        text = says.text(one, value, record.values)
        key = says.key(one, value, record.values)
        if key is not None and key in says.titles:
            rows.add(label, link_label(text, self.follow(key)), tip=tip)
        else:
            rows.add(label, text, tip=tip)

    def add_book_value(self, rows: FactRows, record: Record, today: date) -> None:
        """Add what an asset is still worth."""
        months = record.number("depreciation_months")
        worth = book_value(
            record.number("cost"),
            day_of(record.get("bought_on")),
            None if months is None else int(months),
            today,
        )
        if worth is None:
            return
        text = f"{number(worth.value, 2)}\u202f€"
        done = self.tr("{0} von {1} Monaten abgeschrieben").format(worth.months, worth.of_months)
        rows.add(
            self.tr("Buchwert"),
            f"{text}\n{done}",
            tip=self.tr("Lineare Abschreibung, der Monat des Kaufs zählt ganz."),
        )

    # ---- what hangs together -------------------------------------------------------------------
    def loans(self, facts: CardFacts, says: CardWords) -> Iterator[QWidget]:
        """Yield a line for each loan."""
        kind = KINDS["loan"]
        for loan in facts.loans:
            span = [
                says.text(kind.field(name), loan.get(name), loan.values)
                for name in ("out_on", "returned_on" if loan.get("returned_on") else "due_on")
            ]
            state = says.text(kind.field("state"), loan.get("state"), loan.values)
            text = f"{loan.text('borrower')} · {state}"
            days = " – ".join(filter(None, span))
            yield link_label(f"{text} · {days}" if days else text, self.follow(_key(loan)))

    def links(self, facts: CardFacts, says: CardWords) -> Iterator[QWidget]:
        """Yield a line for each port, then for each link that ends at no port of it."""
        at_end: dict[str, list[Record]] = {}
        for link in facts.links:
            for name in ("a", "b"):
                at_end.setdefault(link.text(name), []).append(link)
        kind = KINDS["link"]
        rows = FactRows()
        ports = sorted(facts.ports, key=lambda one: (one.number("position") or 0, one.text("name")))
        for port in ports:
            found = at_end.get(port.uid, [])
            label = port.text("name")
            if not found:
                rows.add(label, self.tr("frei"))
            for link in found:
                rows.add(label, self._end(facts, link, port.uid, says))
        for link in at_end.get(facts.key.uid, []):
            word = says.text(kind.field("kind"), link.get("kind"), link.values)
            rows.add(word, self._end(facts, link, facts.key.uid, says))
        if not rows.is_empty:
            yield rows

    def _end(self, facts: CardFacts, link: Record, here: str, says: CardWords) -> QWidget:
        """Return what is at the other end of a link: the asset and its port, or what it is."""
        other = "b" if link.text("a") == here else "a"
        target = Key(link.text(f"{other}_kind"), link.text(other))
        asset = facts.assets_of.get(target.uid)
        names = [says.titles.get(asset, "") if asset else "", says.titles.get(target, "")]
        title = " · ".join(filter(None, names)) or link.text("name") or self.tr("Verbindung")
        key = next((one for one in (asset, target) if one in says.titles), _key(link))
        return link_label(f"→ {title}", self.follow(key or _key(link)), tip=link.text("name"))

    def referrers(self, facts: CardFacts, says: CardWords) -> Iterator[QWidget]:
        """Yield the records that refer to the one shown, kind by kind."""
        for group in facts.referrers:
            rows = FactRows()
            heading = f"{plural_label(group.kind)} ({count(group.count)})"
            label = on_screen(KINDS[group.kind].field(group.field).label)
            for place, key in enumerate(group.keys):
                title = says.titles.get(key) or key.uid
                rows.add(
                    heading if place == 0 else "", link_label(title, self.follow(key)), tip=label
                )
            self._add_more(rows, group)
            yield rows

    def _add_more(self, rows: FactRows, group: Referrer) -> None:
        more = group.count - len(group.keys)
        if more > 0:
            rows.add("", self.tr("und {0} weitere").format(count(more)))

    def relations(self, facts: CardFacts, says: CardWords) -> Iterator[QWidget]:
        """Yield what the record is related to."""
        rows = FactRows()
        kind = KINDS["relation"]
        for one in facts.relations:
            is_from = one.text("from") == facts.key.uid
            other = "to" if is_from else "from"
            role = says.text(kind.field("role"), one.get("role"), one.values)
            label = role if is_from else f"← {role}"
            target = Key(one.text(f"{other}_kind"), one.text(other))
            if target in says.titles:
                rows.add(label, link_label(says.titles[target], self.follow(target)))
            else:
                rows.add(label, target.uid)
        if not rows.is_empty:
            yield rows


def custom_values(record: Record, custom: Mapping[str, Field]) -> Iterator[tuple[Field, Value]]:
    """Yield the filled fields of people's own."""
    try:
        values = json.loads(record.text("custom") or "{}")
    except ValueError:
        return
    if isinstance(values, dict):
        for name, one in custom.items():
            if values.get(name) not in (None, ""):
                yield one, values[name]


def _key(record: Record) -> Key:
    return Key(record.kind, record.uid)


def changed_fields(
    kind: Kind, before: Mapping[str, Value], after: Mapping[str, Value]
) -> list[str]:
    """Return the fields a change touched, in the order of forms."""
    names = [one.name for one in kind.all_fields]
    touched = {*before, *after}
    return [name for name in names if name in touched] + sorted(touched - set(names))
