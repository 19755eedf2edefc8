"""What cards, columns and their tooltips say, and the board as a table."""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import QCoreApplication

from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.boards.cards import BoardKind, Card
from widgets.portfolio.lights import light_word
from widgets.texts import DASH, count, number

_tr = QCoreApplication.translate


def column_word(kind: BoardKind, key: str) -> str:
    """Return the title of a column."""
    return next((on_screen(word.label) for word in kind.words if word.key == key), key)


def day_word(day: date | None) -> str:
    """Return a day in the locale's short form, a dash for none."""
    return DASH if day is None else day_text(day.isoformat())


def share_word(share: float | None) -> str:
    """Return a share in whole percent, a dash for none."""
    return DASH if share is None else f"{number(share * 100, 0)}\u202f%"


def due_words(card: Card) -> str:
    """Return by when a card is or was done, and that it is late."""
    if card.due is None:
        return _tr("boards", "ohne Termin")
    if card.is_done:
        words = _tr("boards", "fertig am {0}") if card.light is None else _tr("boards", "Ende {0}")
    else:
        words = _tr("boards", "bis {0}")
    text = words.format(day_word(card.due))
    return f"{text} · {_tr('boards', 'verspätet')}" if card.is_late else text


def blocked_words(card: Card) -> str:
    """Return what blocks a card; a word alone where nobody said it."""
    if card.light is not None:
        return card.blocked
    if card.column != "blocked":
        return ""
    words = _tr("boards", "Blockiert: {0}")
    return words.format(card.blocked) if card.blocked else _tr("boards", "Blockiert, ohne Grund")


def limit_words(amount: int, limit: int | None) -> str:
    """Return how many cards a column has, with its limit where it has one."""
    if limit is None:
        return count(amount)
    words = _tr("boards", "{0} von {1}")
    if amount > limit:
        words = _tr("boards", "{0} von {1}, zu viele")
    return words.format(count(amount), count(limit))


def spoken(card: Card) -> str:
    """Return a card in one line, for those who do not see it."""
    parts = [card.name, card.number, card.who, due_words(card), share_word(card.progress)]
    if card.is_critical:
        parts.append(_tr("boards", "auf dem kritischen Weg"))
    if card.light is not None:
        parts.append(light_word(card.light))
    parts.append(blocked_words(card))
    return ", ".join(filter(None, parts))


def card_tip(card: Card) -> str:
    """Return all that is known of a card, as rich text."""
    lines = [f"<b>{escape(card.name)}</b>"]
    lines += [escape(one) for one in (card.number, card.who, due_words(card)) if one]
    if card.progress is not None:
        words = _tr("boards", "Fortschritt: {0}")
        lines.append(words.format(share_word(card.progress)))
    lines += [escape(one) for one in _plan_lines(card)]
    if card.light is not None:
        lines.append(light_word(card.light))
    if blocked := blocked_words(card):
        lines.append(escape(blocked))
    return "<br>".join(lines)


def _plan_lines(card: Card) -> list[str]:
    item, lines = card.item, []
    if item is None or card.is_done:
        return []
    if item.deadline is not None:
        lines.append(_tr("boards", "Spätestens am {0}").format(day_word(item.deadline)))
    if item.slack is not None:
        lines.append(_tr("boards", "Puffer: {0} Arbeitstage").format(count(item.slack)))
    if card.is_critical:
        lines.append(_tr("boards", "Auf dem kritischen Weg: jede Verzögerung verschiebt das Ende."))
    if item.baseline_slip:
        words = _tr("boards", "Gegenüber dem Basisplan: {0} Arbeitstage")
        sign = "+" if item.baseline_slip > 0 else "\u2212"
        lines.append(words.format(f"{sign}{count(abs(item.baseline_slip))}"))
    return lines


def table_text(kind: BoardKind, cards: Sequence[Card]) -> str:
    """Return cards as lines with tabs between the cells, with a heading."""
    heads = [
        _tr("boards", "Stand") if kind is BoardKind.WORK else _tr("boards", "Zustand"),
        _tr("boards", "Name"),
        _tr("boards", "Projekt") if kind is BoardKind.WORK else _tr("boards", "Nummer"),
        _tr("boards", "Zuständig"),
        _tr("boards", "Ende"),
        _tr("boards", "Fortschritt"),
        _tr("boards", "Blockiert durch") if kind is BoardKind.WORK else _tr("boards", "Ampel"),
    ]
    lines = [heads]
    for card in cards:
        last = card.blocked if card.light is None else light_word(card.light)
        lines.append([
            column_word(kind, card.column), card.name, card.number, card.who,
            day_word(card.due), share_word(card.progress), last,
        ])  # fmt: skip
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines) + "\n"
