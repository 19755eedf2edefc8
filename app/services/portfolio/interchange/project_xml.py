"""Reads plans in MS Project's XML form (MSPDI, schema `mspdi_pj12.xsd` of Microsoft).

The binary form (`.mpp`) is refused: it may carry macros, and nobody describes it. Of the XML only
names, days, durations, progress and dependencies are taken; resources may be persons.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Final

from lxml import etree

from app.domain.portfolio.foreign_plans import (
    MOST_BYTES,
    MOST_TASKS,
    ForeignLink,
    ForeignPlan,
    ForeignPlanError,
    ForeignProblem,
    ForeignTask,
)

NAMESPACE: Final = "http://schemas.microsoft.com/project"
_TAG: Final = f"{{{NAMESPACE}}}"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_TYPES: Final = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
_NOT_BEFORE: Final = frozenset({"2", "4"})
"""Constraint types `must start on` and `start no earlier than`."""
_DURATION: Final = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")
_MINUTES_PER_DAY: Final = 480
_TENTHS: Final = 10
"""A lag counts tenths of minutes."""
_NAME_LENGTH: Final = 500


def read_project_xml(content: bytes) -> ForeignPlan:
    """Return the plan of a file.

    Args:
        content: The whole file.

    Raises:
        ForeignPlanError: It is none of ours, too large, or would have the program do something.
    """
    _refuse(content)
    reading = _Reading(content)
    try:
        reading.run()
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise ForeignPlanError(
            f"Die Datei ist kein vollständiges XML: Zeile {line} lässt sich nicht lesen. "
            "Bitte speichern Sie den Plan in MS Project noch einmal als XML."
        ) from error
    return reading.plan(hashlib.sha256(content).hexdigest())


def _refuse(content: bytes) -> None:
    if content.startswith(_OLE):
        raise ForeignPlanError(
            "Das ist eine Projektdatei in der binären Form, die Makros enthalten kann; sie wird "
            "nicht geöffnet. Bitte speichern Sie den Plan in MS Project als XML."
        )
    if content.startswith(_ZIP):
        raise ForeignPlanError(
            "Das ist ein gepacktes Archiv, kein Plan. Bitte entpacken Sie es und wählen Sie die "
            "XML-Datei."
        )
    if len(content) > MOST_BYTES:
        raise ForeignPlanError(
            f"Die Datei ist größer als {MOST_BYTES // 1024 // 1024} MB. Bitte teilen Sie den Plan."
        )
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise ForeignPlanError(
            "Die Datei bringt eigene Ersetzungen mit (DOCTYPE); solche Dateien werden nicht "
            "geöffnet. MS Project schreibt keine."
        )


class _Reading:
    """Goes through a file once, task by task, and keeps no more of it than is wanted."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._name = ""
        self._minutes = _MINUTES_PER_DAY
        self._tasks: list[ForeignTask] = []
        self._links: list[tuple[ForeignLink, str]] = []
        self._problems: list[ForeignProblem] = []
        self._levels: list[tuple[int, str]] = []
        self._uids: set[str] = set()

    def run(self) -> None:
        events = etree.iterparse(
            BytesIO(self._content),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        is_ours = False
        for _, element in events:
            parent = element.getparent()
            if element.tag == f"{_TAG}Task":
                is_ours = True
                self._take(element)
                element.clear()
            elif parent is not None and parent.tag == f"{_TAG}Project":
                is_ours = True
                self._head(element)
        if not is_ours:
            raise ForeignPlanError(
                "Die Datei ist kein Plan von MS Project. Erwartet wird XML mit dem Wurzelelement "
                "„Project“, wie „Speichern unter … XML“ es schreibt."
            )

    def _head(self, element: etree._Element) -> None:
        text = (element.text or "").strip()
        if element.tag in {f"{_TAG}Title", f"{_TAG}Name"} and text:
            self._name = self._name or text
        elif element.tag == f"{_TAG}MinutesPerDay" and text.isdigit() and int(text) > 0:
            self._minutes = int(text)

    def _take(self, element: etree._Element) -> None:
        if len(self._tasks) >= MOST_TASKS:
            count = f"{MOST_TASKS:,}".replace(",", ".")
            raise ForeignPlanError(
                f"Der Plan hat mehr als {count} Vorgänge. Bitte teilen Sie ihn; so viele lassen "
                "sich nicht steuern."
            )
        words = {
            str(child.tag).removeprefix(_TAG): (child.text or "").strip()
            for child in element
            if isinstance(child.tag, str)
        }
        level = int(words["OutlineLevel"]) if words.get("OutlineLevel", "").isdigit() else 1
        if words.get("IsNull") == "1" or level == 0:
            return  # an empty line, or the plan as a whole
        place = f"Vorgang {words.get('ID') or len(self._tasks) + 1} „{words.get('Name', '')}“"
        number = words.get("UID", "")
        if not number or number in self._uids:
            self._problem(place, "UID", number, "Der Vorgang hat keine Nummer für sich.")
            return
        if not words.get("Name"):
            self._problem(place, "Name", "", "Der Vorgang hat keinen Namen.")
            return
        self._uids.add(number)
        self._tasks.append(self._task(words, place, number, self._parent(level, number)))
        self._links += self._read_links(element, place, number)

    def _parent(self, level: int, uid: str) -> str:
        while self._levels and self._levels[-1][0] >= level:
            self._levels.pop()
        parent = self._levels[-1][1] if self._levels else ""
        self._levels.append((level, uid))
        return parent

    def _task(self, words: dict[str, str], place: str, number: str, parent: str) -> ForeignTask:
        days = {name: self._day(words, place, name) for name in _DAYS}
        start, finish = days["Start"], days["Finish"]
        if start is not None and finish is not None and finish < start:
            self._problem(place, "Finish", str(finish), "Das Ende liegt vor dem Beginn.")
            finish = None
        began, done = days["ActualStart"], days["ActualFinish"]
        if done is not None and (began is None or done < began):
            began = done if began is None else None
            done = done if began is not None else None
        is_fixed = words.get("ConstraintType") in _NOT_BEFORE
        return ForeignTask(
            number,
            words["Name"][:_NAME_LENGTH],
            len(self._tasks),
            parent,
            is_milestone=words.get("Milestone") == "1",
            is_summary=words.get("Summary") == "1",
            duration=self._duration(words, place),
            start=start,
            finish=finish,
            not_before=days["ConstraintDate"] if is_fixed else None,
            deadline=days["Deadline"],
            started_on=began,
            finished_on=done,
            progress=self._percent(words, place),
            note=words.get("Notes", ""),
        )

    def _day(self, words: dict[str, str], place: str, name: str) -> date | None:
        text = words.get(name, "")
        if not text or text == "NA":
            return None
        try:
            return datetime.fromisoformat(text).date()
        except ValueError:
            self._problem(place, name, text, "Das ist kein Tag; er bleibt leer.")
            return None

    def _duration(self, words: dict[str, str], place: str) -> int | None:
        text = words.get("Duration", "")
        if not text:
            return None
        found = _DURATION.fullmatch(text)
        if found is None:
            self._problem(place, "Duration", text, "Das ist keine Dauer; sie bleibt leer.")
            return None
        days, hours, minutes, _ = (float(part or 0) for part in found.groups())
        whole = days * self._minutes + hours * 60 + minutes
        return max(round(whole / self._minutes), 1 if whole else 0)

    def _percent(self, words: dict[str, str], place: str) -> float:
        text = words.get("PercentComplete", "")
        if not text:
            return 0.0
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 100:  # noqa: PLR2004 - per cent
            self._problem(place, "PercentComplete", text, "Der Fortschritt liegt nicht in 0–100 %.")
            return 0.0
        return value

    def _read_links(
        self, element: etree._Element, place: str, after: str
    ) -> Iterator[tuple[ForeignLink, str]]:
        for link in element.findall(f"{_TAG}PredecessorLink"):
            before = (link.findtext(f"{_TAG}PredecessorUID") or "").strip()
            kind = (link.findtext(f"{_TAG}Type") or "1").strip()
            lag = (link.findtext(f"{_TAG}LinkLag") or "0").strip()
            if link.findtext(f"{_TAG}CrossProject") == "1":
                self._problem(
                    place, "CrossProject", before, "Der Vorgänger steht in einer anderen Datei.",
                    "Bitte verbinden Sie die Vorgänge nach dem Einlesen von Hand.",
                )  # fmt: skip
            elif kind not in _TYPES or not lag.removeprefix("-").isdigit():
                self._problem(place, "PredecessorLink", before, "Diese Abhängigkeit ist unlesbar.")
            else:
                days = round(int(lag) / _TENTHS / self._minutes)
                yield ForeignLink(before, after, _TYPES[kind], days), place

    def _problem(
        self, place: str, field: str, value: str, reason: str, suggestion: str = ""
    ) -> None:
        self._problems.append(ForeignProblem(place, field, value, reason, suggestion))

    def plan(self, sha256: str) -> ForeignPlan:
        links = []
        for link, place in self._links:
            if link.before in self._uids and link.before != link.after:
                links.append(link)
            else:
                self._problem(
                    place, "PredecessorUID", link.before, "Diesen Vorgänger gibt es nicht."
                )
        return ForeignPlan(
            self._name or "Plan",
            "MS Project",
            tuple(self._tasks),
            tuple(dict.fromkeys(links)),
            tuple(self._problems),
            sha256,
        )


_DAYS: Final = ("Start", "Finish", "ActualStart", "ActualFinish", "ConstraintDate", "Deadline")
