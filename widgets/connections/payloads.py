"""First bytes of a message for the eye: as text, as a hex dump, as indented JSON.

Whatever came is shown; nothing here can fail on hostile bytes.
"""

import json
from enum import IntEnum
from typing import Final

_WIDTH: Final = 16
_PRINTABLE: Final = range(0x20, 0x7F)
_DEEPEST: Final = 40


class Form(IntEnum):
    """How the head of a message is shown."""

    JSON = 0
    TEXT = 1
    HEX = 2


def shown(head: bytes, form: Form) -> str:
    """Return the head of a message in a form; text where it is no whole JSON."""
    if form is Form.HEX:
        return hex_dump(head)
    if form is Form.JSON:
        return pretty_json(head) or plain_text(head)
    return plain_text(head)


def plain_text(head: bytes) -> str:
    """Return bytes as UTF-8 text; what is no text becomes a replacement character.

    A character that the cut through the middle of a message left half at its end is dropped.
    """
    text = head.decode("utf-8", "replace")
    if text.endswith("\ufffd") and _is_cut(head):
        text = text[:-1]
    return "".join(_visible(sign) for sign in text)


def pretty_json(head: bytes) -> str:
    """Return whole JSON with indents; empty for anything else, also for JSON that was cut."""
    try:
        value = json.loads(head)
        if _depth(value) > _DEEPEST:
            return ""
        text = json.dumps(value, ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return ""
    return "".join(_visible(sign) for sign in text)


def hex_dump(head: bytes) -> str:
    """Return lines of offset, 16 bytes in hex, and what of them is ASCII."""
    lines = []
    for offset in range(0, len(head), _WIDTH):
        part = head[offset : offset + _WIDTH]
        left = " ".join(f"{byte:02x}" for byte in part[: _WIDTH // 2])
        right = " ".join(f"{byte:02x}" for byte in part[_WIDTH // 2 :])
        text = "".join(chr(byte) if byte in _PRINTABLE else "." for byte in part)
        lines.append(f"{offset:06x}  {left:<23}  {right:<23}  {text}")
    return "\n".join(lines)


def _is_cut(head: bytes) -> bool:
    """Tell whether the end looks like the beginning of a longer character."""
    tail = head[-4:]
    try:
        head[: -len(tail)].decode("utf-8")
        tail.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _depth(value: object) -> int:
    """Return how deep lists and objects are nested, without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        inner, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(inner, dict):
            waiting += [(item, depth + 1) for item in inner.values()]
        elif isinstance(inner, list):
            waiting += [(item, depth + 1) for item in inner]
    return deepest


def _visible(sign: str) -> str:
    """Return a sign as it may stand in a text box; control signs become their pictures."""
    code = ord(sign)
    if sign in "\n\t":
        return sign
    if code < 0x20:  # noqa: PLR2004 -- the control characters of ASCII
        return chr(0x2400 + code)
    return sign if sign.isprintable() or sign.isspace() else "\ufffd"
