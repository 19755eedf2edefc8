"""The check before a report goes out: who may see it, small counts, persons, routes."""

import re
from typing import Final

from app.domain.inventory.fields import Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.publications import LEAST_COUNT, class_of, may_show
from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import title_of
from app.services.portfolio.reports.contents import Concern
from app.services.portfolio.reports.words import Words

_PERSONAL: Final = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<!\d)(?:\+49|0)[\d /()-]{7,}\d"),
    re.compile(r"\b(?:Herr|Frau|Mr|Mrs|Ms)\.? [A-ZÄÖÜ][a-zäöüß]+"),
    re.compile(r"\b(?:DE)\d{2}(?: ?\d{4}){4} ?\d{2}\b"),
)
"""E-mail, telephone, a form of address with a name, IBAN."""


class Checked:
    """Judges what stands in a report while it is made, and remembers what it found.

    Args:
        target: Class of the readers.
        words: The words of the report.
    """

    def __init__(self, target: Publication, words: Words) -> None:
        self.target, self._words = target, words
        self._concerns: dict[tuple[str, str], Concern] = {}

    def may_show(self, record: Record) -> bool:
        """Tell whether a record may stand in the report; what may not is remembered."""
        if self.is_for_readers(record):
            return True
        words, kind = self._words, KINDS[record.kind]
        stored = class_of(kind, record.get("publication"))
        label = kind.field("publication").choice_label(str(stored))
        title = title_of(record)
        place = words("place", kind=words.translate(kind.label), name=title)
        reason = words("is_internal", name=title, word=words.translate(label))
        self._note(place, reason, words("left_out"))
        return False

    def is_for_readers(self, record: Record) -> bool:
        """Tell whether a record may stand in the report, without remembering it."""
        return may_show(self.target, class_of(KINDS[record.kind], record.get("publication")))

    def text(self, place: str, text: str) -> str:
        """Return a text that people wrote, without what tells of persons.

        Args:
            place: Where it stands.
            text: The text.
        """
        for pattern in _PERSONAL:
            for found in pattern.findall(text):
                words = self._words
                reason = words("is_personal", name=place, word=f"{found[:3]}…")
                self._note(place, reason, words("rounded", text="[…]"))
            text = pattern.sub("[…]", text)
        return text

    def count(self, place: str, count: int) -> str:
        """Return a count of persons or devices as the readers may see it."""
        words = self._words
        if self.target is not Publication.PUBLIC or not 0 < count < LEAST_COUNT:
            return words.number(count)
        instead = words("small", least=LEAST_COUNT)
        reason = words("is_small", name=place, least=LEAST_COUNT)
        self._note(place, reason, words("rounded", text=instead))
        return instead

    def routes(self, place: str) -> None:
        """Remember that a number rests on restricted routes."""
        if self.target is Publication.PUBLIC:
            self._note(place, self._words("is_restricted", name=place), "")

    def concerns(self) -> list[Concern]:
        """Return all that was found, in order."""
        return list(self._concerns.values())

    def _note(self, place: str, reason: str, done: str) -> None:
        self._concerns.setdefault((place, reason), Concern(place=place, reason=reason, done=done))
