"""The parts of a project's page, made of its facts."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.portfolios import day_of, title_of
from app.domain.portfolio.risks import score_of
from app.domain.portfolio.statuses import Light
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FactRows, line_of, link_label
from widgets.inventory.fields.wording import day_text
from widgets.points.inspector_parts import words
from widgets.portfolio.heat.cells import date_text, days_text, percent_text
from widgets.portfolio.heat.menus import part_words
from widgets.portfolio.lights import light_icon, light_word, trend_words
from widgets.portfolio.project.facts import KpiFacts, MilestoneFacts, ProjectFacts
from widgets.portfolio.project.links import openable
from widgets.portfolio.project.sums import SumTable
from widgets.portfolio.project.wording import (
    amount_text,
    aspect_word,
    evidence_text,
    field_text,
    label_of,
    since_text,
)
from widgets.texts import count
from widgets.theme.icons import icon

_SIGN: Final = QSize(16, 16)
_FIELDS: Final = ("sponsor", "lead_role", "council_ref", "decided_on", "starts_on")
_LATER: Final = ("finished_on", "scope", "stopped_reason")


class Sections(QObject):
    """Makes parts.

    Signals:
        key_wanted: A record was followed (`Key`).
        part_wanted: The kind of a new part of the project.
        link_wanted: A document is to be opened (its address).
    """

    key_wanted = Signal(object)
    part_wanted = Signal(str)
    link_wanted = Signal(str)

    def _link(self, record: Record, text: str = "") -> QLabel:
        return link_label(text or title_of(record), self._follow(Key(record.kind, record.uid)))

    def _follow(self, key: Key) -> Callable[[], None]:
        return lambda: self.key_wanted.emit(key)

    def _adding(self, facts: ProjectFacts, kind: str) -> Iterator[QWidget]:
        """Yield the button that makes something new, unless nothing may be changed."""
        if facts.is_past:
            return
        button = QToolButton()
        button.setText(part_words(kind))
        button.setIcon(icon("mdi6.plus"))
        button.setIconSize(_SIGN)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(part_words(kind))
        button.clicked.connect(lambda _=False: self.part_wanted.emit(kind))
        yield line_of(button)

    # ---- how it stands -------------------------------------------------------------------------
    def lights(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield why the project has its light."""
        status = facts.status
        if status.override is not None:
            until = date_text(status.override.until)
            text = self.tr("Von Hand gesetzt, gilt bis {0}: {1}")
            yield _judged(status.override.light, text.format(until, status.override.reason))
            rules = self.tr("Nach den Regeln wäre die Ampel: {0}.")
            yield words(rules.format(light_word(status.by_rules)), name="muted")
        elif status.expired is not None:
            text = self.tr("Die von Hand gesetzte Ampel galt bis {0}; es zählen die Regeln.")
            yield words(text.format(date_text(status.expired.until)), name="muted")
        if movement := trend_words(status):
            yield words(movement, name="muted")
        for one in status.judgements:
            yield _judged(one.light, f"{aspect_word(one.aspect)}: {on_screen(one.reason)}")

    def facts(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield what is known of the project."""
        rows, record = FactRows(), facts.record
        for name, text in (
            ("wave", facts.wave),
            ("field_of_action", facts.area),
            ("organisation", facts.organisation),
        ):
            if text:
                key = Key(name, record.text(name))
                rows.add(
                    label_of("project", name),
                    link_label(text, self._follow(key)),
                )
        for name in _FIELDS:
            _add(rows, record, name)
        _add(rows, record, "ends_on")
        if facts.finish is not None and not record.text("finished_on"):
            rows.add(self.tr("Erwartetes Ende"), self._end(facts))
        for name in _LATER:
            _add(rows, record, name)
        if not rows.is_empty:
            yield rows

    def _end(self, facts: ProjectFacts) -> str:
        agreed, finish = day_of(facts.record, "ends_on"), facts.finish
        late = None if agreed is None or finish is None else (finish - agreed).days
        return date_text(finish) if late is None else f"{date_text(finish)} ({days_text(late)})"

    @staticmethod
    def goals(facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield what the project is for."""
        for name in ("goal", "benefit"):
            if facts.record.text(name):
                yield words(label_of("project", name), name="muted")
                yield words(facts.record.text(name))

    def progress(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield how far the project is, computed and reported."""
        rows, (works, done) = FactRows(), facts.work
        reported = facts.record.number("reported_progress")
        if facts.status.progress is not None:
            text = self.tr("{0} ({1} von {2} Arbeitspaketen fertig)")
            rows.add(
                self.tr("Gerechnet"),
                text.format(percent_text(facts.status.progress), count(done), count(works)),
                tip=self.tr("Aus den Arbeitspaketen, nach ihrer Dauer gewichtet."),
            )
        if reported is not None:
            text, day = percent_text(reported / 100), field_text(facts.record, "reported_on")
            if day:
                text = self.tr("{0}, Stand {1}").format(text, day)
            rows.add(self.tr("Gemeldet"), text)
        if not rows.is_empty:
            yield rows

    # ---- what belongs to it --------------------------------------------------------------------
    def milestones(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield milestones with their evidence."""
        for one in facts.milestones:
            is_drifting = one.record.uid in facts.status.drifting
            yield _entry(
                self._link(one.record), *self._milestone(facts, one, is_drifting=is_drifting)
            )
        yield from self._adding(facts, "milestone")

    def _milestone(
        self, facts: ProjectFacts, one: MilestoneFacts, *, is_drifting: bool
    ) -> Iterator[str]:
        reached, due = day_of(one.record, "reached_on"), day_of(one.record, "due_on")
        if reached is not None:
            text = self.tr("erreicht am {0}").format(date_text(reached))
        elif due is not None:
            text = self.tr("geplant am {0}").format(since_text(due, facts.today))
        else:
            text = self.tr("ohne Termin")
        item = one.item
        if reached is None and item is not None and due is not None and item.start > due:
            expected = self.tr("erwartet am {0} ({1})")
            late = expected.format(date_text(item.start), days_text((item.start - due).days))
            text = f"{text} · {late}"
        yield text
        if one.evidence is not None:
            text = self.tr("Nachweis: {0}").format(evidence_text(one.evidence))
            yield f"{text} · {self.tr('Meldung weicht ab')}" if is_drifting else text

    def risks(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield open risks, greatest first."""
        for one in facts.risks:
            text = self.tr("Höhe {0} von 25 · {1}").format(
                count(score_of(one)), field_text(one, "state")
            )
            review = day_of(one, "review_on")
            if review is not None:
                checked = self.tr("prüfen am {0}").format(since_text(review, facts.today))
                text = f"{text} · {checked}"
            yield _entry(self._link(one), text, one.text("measure"))
        yield from self._adding(facts, "risk")

    def decisions(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield decisions and what follows from them."""
        for one in facts.decisions:
            day = field_text(one, "decided_on") or field_text(one, "due_on")
            text = " · ".join(
                filter(None, (field_text(one, "state"), day, one.text("body"),
                              one.text("paper_number")))
            )  # fmt: skip
            yield _entry(self._link(one), text, self._follow_up(facts, one))
        yield from self._adding(facts, "decision")

    def _follow_up(self, facts: ProjectFacts, one: Record) -> str:
        what, due = one.text("follow_up"), day_of(one, "follow_up_on")
        if not what and due is None:
            return ""
        done = field_text(one, "follow_up_done_on")
        when = self.tr("erledigt am {0}").format(done) if done else ""
        if not done and due is not None:
            when = self.tr("bis {0}").format(since_text(due, facts.today))
        return "→ " + " · ".join(filter(None, (what, one.text("follow_up_role"), when)))

    def budget(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield the sums of the budget by year."""
        if facts.years:
            yield SumTable(facts.years)
        yield from self._adding(facts, "budget_line")

    def figures(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield key figures and effects."""
        for one in facts.kpis:
            yield _entry(self._link(one.record), *self._figure(one))
        for effect in facts.effects:
            unit = effect.text("unit")
            text = self.tr("vorher {0}, nachher {1}").format(
                amount_text(effect.number("before"), unit),
                amount_text(effect.number("after"), unit),
            )
            yield _entry(self._link(effect), text)
        for kind, found in (("kpi", facts.kpis), ("effect", facts.effects)):
            if found:
                yield from self._adding(facts, kind)

    def _figure(self, one: KpiFacts) -> Iterator[str]:
        unit, newest = one.record.text("unit"), one.newest
        parts = []
        if newest is not None:
            text = self.tr("{0} am {1} ({2})")
            parts.append(
                text.format(
                    amount_text(newest.number("value"), unit),
                    field_text(newest, "as_of"),
                    field_text(newest, "status"),
                )
            )
        target = one.record.number("target")
        if target is not None:
            day = field_text(one.record, "target_on")
            text = self.tr("Ziel {0} bis {1}") if day else self.tr("Ziel {0}")
            parts.append(text.format(amount_text(target, unit), day))
        yield " · ".join(parts)
        if one.evidence is not None:
            yield self.tr("Nachweis: {0}").format(evidence_text(one.evidence))

    def documents(self, facts: ProjectFacts) -> Iterator[QWidget]:
        """Yield documents; their addresses are followed by a click only."""
        for one in facts.documents:
            address, day = one.text("link"), one.text("dated_on")
            name = " · ".join(filter(None, (title_of(one), day_text(day) if day else "")))
            if openable(address):
                yield link_label(name, self._open(address), tip=address)
            else:
                why = self.tr("Diese Adresse lässt sich hier nicht öffnen: {0}")
                yield _entry(self._link(one, name), why.format(address))
        if facts.documents:
            yield from self._adding(facts, "document")

    def _open(self, address: str) -> Callable[[], None]:
        return lambda: self.link_wanted.emit(address)


def _judged(light: Light, text: str) -> QWidget:
    sign = QLabel()
    sign.setPixmap(light_icon(light).pixmap(_SIGN))
    sign.setToolTip(light_word(light))
    sign.setAccessibleName(light_word(light))
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    label = words(text)
    label.setAccessibleName(f"{light_word(light)}. {text}")
    return line_of(sign, label, stretch=1)


def _entry(head: QWidget, *lines: str) -> QWidget:
    """Return something with smaller lines below it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    for line in lines:
        if line:
            column.addWidget(words(line, name="muted"))
    return box


def _add(rows: FactRows, record: Record, name: str) -> None:
    if text := field_text(record, name):
        rows.add(label_of(record.kind, name), text)
