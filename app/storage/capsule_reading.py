"""Reading a capsule file as far as it can be read, and saying what is wrong with it."""

import hashlib
import sqlite3
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from app.domain.capsules import FORMAT_VERSION, CapsuleContent, CapsuleHeader
from app.domain.samples import SampleBatch
from app.services.capsules import CapsuleError, OpenedCapsule
from app.services.capsules.gathering import in_order
from app.storage.capsule_parts import LISTS, decode_items, decode_samples, unpack
from app.storage.capsule_seals import Damage, Examination, SealError, examine

_FAULTS: Final = (
    sqlite3.Error,
    msgspec.DecodeError,
    ZoneInfoNotFoundError,
    ValueError,
    TypeError,
    OverflowError,
)
"""What reading altered bytes may end in."""


def examined(path: Path) -> Examination:
    """Read a file and compare it with its seal.

    Raises:
        CapsuleError: It is no capsule, a part of it is missing, or it cannot be read.
    """
    try:
        return examine(path.read_bytes())
    except SealError as error:
        raise CapsuleError(read_text(path, str(error))) from error
    except OSError as error:
        raise CapsuleError(read_text(path, os_reason(error))) from error


def opened(path: Path, database: bytes) -> sqlite3.Connection:
    """Open a database that lies in memory; the file is not touched any more.

    Raises:
        CapsuleError: It is no database.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        connection.deserialize(database)
        connection.execute("PRAGMA query_only=1")
        connection.execute("PRAGMA trusted_schema=0")  # it may come from anywhere
    except sqlite3.Error as error:
        connection.close()
        raise CapsuleError(read_text(path, "Ihr Inhalt ist beschädigt.")) from error
    return connection


def os_reason(error: OSError) -> str:
    """Return why the system does not give a file."""
    if isinstance(error, FileNotFoundError):
        return "Es gibt sie dort nicht."
    if isinstance(error, PermissionError):
        return "Sie darf nicht gelesen werden."
    if isinstance(error, IsADirectoryError):
        return "Das ist ein Ordner."
    return error.strerror or str(error)


def read_text(path: Path, reason: str) -> str:
    """Return a sentence that names the file, why it cannot be opened, and what to do."""
    end = "" if reason.endswith((".", "!")) else "."
    return (
        f"„{path}“ lässt sich nicht als Vorfallkapsel öffnen: {reason}{end} "
        "Bitte die Datei noch einmal vom Original kopieren oder eine andere wählen."
    )


class CapsuleReading:
    """Reads what can be read of one capsule, and notes what cannot."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, examination: Examination
    ) -> None:
        self._path = path
        self._connection = connection
        self._examination = examination
        self._lost: list[str] = []
        self._version = 0

    def header(self) -> CapsuleHeader:
        """Return the header.

        Raises:
            CapsuleError: It cannot be read.
        """
        rows = dict(self._rows("SELECT name, value FROM header"))
        known = {field.name for field in fields(CapsuleHeader)}
        values = {name: value for name, value in rows.items() if name in known}
        try:
            values["has_names"] = bool(values.get("has_names", True))
            header = msgspec.convert(values, CapsuleHeader)
            ZoneInfo(header.time_zone)
        except _FAULTS as error:
            raise CapsuleError(
                read_text(self._path, "Ihr Kopf fehlt oder ist beschädigt.")
            ) from error
        self._version = header.version
        return header

    def capsule(self) -> OpenedCapsule:
        """Return all that can be read.

        Raises:
            CapsuleError: Without header or city there is nothing to show.
        """
        header = self.header()
        city = self._part("city", 0)
        try:
            content = CapsuleContent(header, unpack("city", city), self._samples())
        except _FAULTS as error:
            reason = "Die Stadt, die sie zeigt, ist nicht zu lesen."
            raise CapsuleError(read_text(self._path, reason)) from error
        lists: dict[str, Any] = {name: tuple(self._items(name)) for name in LISTS}
        content = replace(
            content,
            **lists,
            layout=self._single("layout", {}),
            coarse=self._single("coarse", 0),
            mirrors=self._single("mirrors", {}),
            pictures=dict(self._rows("SELECT workspace, png FROM picture")),
        )
        return OpenedCapsule(content, self.warnings())

    def warnings(self) -> tuple[str, ...]:
        """Return what a person must know, whole sentences."""
        found = []
        if self._version > FORMAT_VERSION:
            found.append(
                f"Die Vorfallkapsel wurde von einer neueren Version von Leitstand geschrieben "
                f"(Format {self._version}, bekannt ist {FORMAT_VERSION}). Was diese Version kennt, "
                "wird gezeigt; anderes fehlt."
            )
        if (text := _damage_text(self._examination)) is not None:
            found.append(text)
        return (*found, *dict.fromkeys(self._lost))

    def _samples(self) -> SampleBatch:
        numbers = [n for (n,) in self._rows("SELECT number FROM part WHERE name='samples'")]
        batches = []
        for number in sorted(numbers):
            try:
                batches.append(decode_samples(self._part("samples", number)))
            except _FAULTS:
                self._lost.append("Ein Teil der Messwerte ist beschädigt und fehlt.")
        return in_order(SampleBatch.concatenate(batches))

    def _items(self, name: str) -> list[Any]:
        try:
            items, lost = decode_items(name, self._part(name, 0))
        except _FAULTS:
            self._lost.append(f"{LISTS[name].title} sind beschädigt und fehlen.")
            return []
        if lost:
            self._lost.append(f"{LISTS[name].title}: {lost} sind von unbekannter Art und fehlen.")
        return items

    def _single(self, name: str, default: Any) -> Any:
        try:
            return unpack(name, self._part(name, 0))
        except _FAULTS:
            return default

    def _part(self, name: str, number: int) -> bytes:
        """Return a piece of the content; one whose bytes are not those written is told."""
        rows = self._rows("SELECT sha256, data FROM part WHERE name=? AND number=?", (name, number))
        if not rows:
            return b""
        expected, data = rows[0]
        if hashlib.sha256(data).digest() != expected:
            self._lost.append(f"Der Teil „{name}“ ist nicht mehr so, wie er geschrieben wurde.")
        return bytes(data)

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):  # what is spoilt may stand in the message
            self._lost.append("Ein Teil der Datei ist beschädigt und fehlt.")
            return []


def _damage_text(examination: Examination) -> str | None:
    match examination.damage:
        case Damage.NONE:
            return None
        case Damage.SEAL:
            return (
                "Die Datei wurde nach dem Schreiben verändert, aber nur an ihrem Siegel: Der "
                "Inhalt ist noch der geschriebene."
            )
        case Damage.MENDED:
            return (
                f"Die Datei wurde nach dem Schreiben verändert (Seite {examination.pages[0]}). Die "
                "Stelle ließ sich aus der Prüfsumme wiederherstellen; gezeigt wird der "
                "ursprüngliche Inhalt."
            )
        case Damage.CONTENT:
            return (
                f"Die Datei wurde nach dem Schreiben verändert ({len(examination.pages)} Seiten). "
                "Gezeigt wird, was sich noch lesen lässt; als Nachweis taugt sie nicht mehr."
            )
