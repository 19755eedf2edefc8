"""A handover on paper: as plain text, as HTML, as PDF. Usable from any thread."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.domain.shifts import Handover
from widgets.shift.handover_words import HandoverWording, ItemLine, Section
from widgets.texts import language, priority_text

_MARGIN_MM: Final = 15.0

_WIDTHS: Final = (9, 38, 12, 12, 11, 18)
"""Of the columns, percent."""

_STYLE: Final = (
    "body { font-family: sans-serif; font-size: 9pt; } h1 { font-size: 15pt; } "
    "h2 { font-size: 11pt; } td, th { padding: 2px 6px; text-align: left; }"
)


def title_of(handover: Handover, wording: HandoverWording) -> str:
    """Return the heading of a handover."""
    words = QCoreApplication.translate("handover", "Schichtübergabe: {0}")
    return words.format(wording.shift(handover.shift))


def as_text(handover: Handover, wording: HandoverWording) -> str:
    """Return a handover as plain text, for a mail."""
    lines = [title_of(handover, wording), _made(handover, wording), *_signed(handover, wording)]
    figures = ", ".join(f"{name}: {value}" for name, value in wording.figures(handover))
    if figures:
        lines.append(figures)
    for section in wording.sections(handover, None):
        lines += ["", section.title]
        for line in section.lines:
            facts = " · ".join(filter(None, (_priority(line), *_facts(line))))
            lines.append(f"- {line.what}" + (f" ({facts})" if facts else ""))
    if not handover.items:
        lines += ["", nothing_text()]
    if handover.remark:
        lines += ["", QCoreApplication.translate("handover", "Bemerkung"), handover.remark]
    return "\n".join(lines) + "\n"


def nothing_text() -> str:
    """Say that there is nothing to hand over."""
    return QCoreApplication.translate("handover", "Es gibt nichts Besonderes zu übergeben.")


def as_html(handover: Handover, wording: HandoverWording) -> str:
    """Return a handover as a page that stands alone; everything people wrote is escaped."""
    title = escape(title_of(handover, wording))
    return "".join(
        (
            f'<!DOCTYPE html><html lang="{language()}"><head><meta charset="utf-8">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style></head><body><h1>{title}</h1>",
            f"<p>{escape(_made(handover, wording))}</p>",
            *_figures(handover, wording),
            *(_section(one) for one in wording.sections(handover, None)),
            "" if handover.items else f"<p>{escape(nothing_text())}</p>",
            *_remark(handover),
            *(f"<p><b>{escape(line)}</b></p>" for line in _signed(handover, wording)),
            "</body></html>",
        )
    )


def write_paper(path: Path, handover: Handover, wording: HandoverWording) -> None:
    """Write a handover as PDF where the name ends so, else as HTML.

    Raises:
        OSError: It cannot be written.
    """
    page = as_html(handover, wording)
    if path.suffix.lower() != ".pdf":
        path.write_text(page, "utf-8")
        return
    path.write_bytes(b"")  # the writer of Qt does not say why a file cannot be opened
    writer = QPdfWriter(str(path))
    writer.setTitle(title_of(handover, wording))
    writer.setCreator("Leitstand")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    document = QTextDocument()
    document.setHtml(page)
    document.print_(writer)


def _made(handover: Handover, wording: HandoverWording) -> str:
    words = QCoreApplication.translate("handover", "Stand {0}, {1}")
    return words.format(wording.moment(handover.made_us), wording.state(handover))


def _signed(handover: Handover, wording: HandoverWording) -> list[str]:
    return [line for line in (wording.left(handover), wording.taken(handover)) if line]


def _priority(line: ItemLine) -> str:
    return "" if line.rule is None else priority_text(line.rule.priority)


def _facts(line: ItemLine) -> Iterator[str]:
    is_text = line.rule is None and not line.until  # what was written has a moment, not a begin
    since = "{0}" if is_text else QCoreApplication.translate("handover", "seit {0}")
    until = QCoreApplication.translate("handover", "bis {0}")
    yield since.format(line.since) if line.since else ""
    yield until.format(line.until) if line.until else ""
    yield line.who
    yield line.comment


def _figures(handover: Handover, wording: HandoverWording) -> Iterator[str]:
    figures = wording.figures(handover)
    if figures:
        yield "<p>" + " · ".join(f"{escape(n)} <b>{escape(v)}</b>" for n, v in figures) + "</p>"


def _section(section: Section) -> str:
    titles = (
        QCoreApplication.translate("handover", "Priorität"),
        QCoreApplication.translate("handover", "Was"),
        QCoreApplication.translate("handover", "Seit"),
        QCoreApplication.translate("handover", "Bis"),
        QCoreApplication.translate("handover", "Von"),
        QCoreApplication.translate("handover", "Kommentar"),
    )
    head = "".join(
        f'<th width="{width}%">{escape(title)}</th>'
        for title, width in zip(titles, _WIDTHS, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in (_priority(line), *line.cells))
        + "</tr>"
        for line in section.lines
    )
    table = f'<table border="1" cellspacing="0" width="100%"><tr>{head}</tr>{rows}</table>'
    return f"<h2>{escape(section.title)}</h2>{table}"


def _remark(handover: Handover) -> Iterator[str]:
    if handover.remark:
        yield f"<h2>{escape(QCoreApplication.translate('handover', 'Bemerkung'))}</h2>"
        yield "<p>" + escape(handover.remark).replace("\n", "<br>") + "</p>"
