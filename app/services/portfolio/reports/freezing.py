"""Keeps a report for good: its content as one text with its SHA-256, as a record."""

import hashlib
from dataclasses import dataclass
from typing import Final

import msgspec

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import Publication, Value
from app.domain.inventory.records import Record
from app.services.portfolio.reports.contents import VERSION, Content

GONE: Final = "Den Bericht gibt es nicht mehr."
_BROKEN: Final = (
    "Der Bericht wurde verändert: Seine Prüfsumme stimmt nicht mit dem Inhalt überein. Er wird "
    "gezeigt, gilt aber nicht als Beleg."
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report as it was kept.

    Attributes:
        content: What it holds.
        text: The kept text, from which the hash is.
        digest: The hash that was kept.
        problem: Why it does not count, a whole sentence, German; empty when the hash holds.
    """

    content: Content
    text: str
    digest: str
    problem: str = ""


def kept_form(content: Content) -> Content:
    """Return a report as it may be kept and handed out: without the names of what it leaves out."""
    if content.target != Publication.PUBLIC:
        return content
    return msgspec.structs.replace(content, concerns=[])


def frozen_text(content: Content) -> str:
    """Return the one text of a report; the same content gives the same text always."""
    return msgspec.json.encode(content, order="deterministic").decode()


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def freezing(content: Content, uid: str, pdf: bytes, reason: str) -> Changeset:
    """Return what keeps a report.

    Args:
        content: The report.
        uid: Permanent name of its record.
        pdf: The file as it was set, for its hash.
        reason: For the change log.
    """
    text = frozen_text(content)
    values: dict[str, Value] = {
        "name": content.title,
        "type": content.type,
        "language": content.language,
        "moment_us": content.moment_us,
        "made_us": content.made_us,
        "transaction": content.transaction,
        "content": text,
        "digest": digest_of(text),
        "pdf_digest": hashlib.sha256(pdf).hexdigest(),
        "publication": content.target,
    }
    return Changeset([Operation(Action.CREATE, "report", uid, values)], reason, Origin.EDIT)


def thawed(record: Record) -> Frozen | str:
    """Return a kept report; a whole sentence (German) why it cannot be read, else."""
    text, digest = record.text("content"), record.text("digest")
    try:
        content = msgspec.json.decode(text, type=Content)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return "Der Inhalt des Berichts lässt sich nicht lesen; er ist beschädigt."
    if content.version != VERSION:
        return "Der Bericht wurde mit einer anderen Version des Programms geschrieben."
    return Frozen(content, text, digest, "" if digest_of(text) == digest else _BROKEN)
