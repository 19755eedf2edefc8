"""Writing values in TOML's notation; reading is the library's business."""

from app.domain.points import State
from app.domain.texts import Text


def toml(value: object) -> str:
    """Return a value as TOML has it; texts in two languages become a small table."""
    written = quoted(str(value))
    if isinstance(value, bool):
        written = str(value).lower()
    elif isinstance(value, int | float):
        written = repr(value)
    elif isinstance(value, Text):
        both = f"{{ de = {quoted(value.de)}, en = {quoted(value.en)} }}"
        written = both if value.en else quoted(value.de)
    elif isinstance(value, State):
        written = _state(value)
    elif isinstance(value, tuple):
        written = f"[{', '.join(toml(inner) for inner in value)}]"
    return written


def _state(state: State) -> str:
    keys = [f"code = {state.code}", f"label = {toml(state.label)}"]
    if state.text:
        keys.append(f"text = {quoted(state.text)}")
    if state.is_abnormal:
        keys.append("abnormal = true")
    return f"{{ {', '.join(keys)} }}"


def quoted(text: str) -> str:
    """Return a basic string of TOML; control characters become escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if escaped.isprintable():
        return f'"{escaped}"'
    return '"' + "".join(s if s.isprintable() else _escape(s) for s in escaped) + '"'


def _escape(sign: str) -> str:
    code = ord(sign)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004  (surrogates: Unicode has no text for them)
        return "\\uFFFD"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004  (UTF-16 end)
