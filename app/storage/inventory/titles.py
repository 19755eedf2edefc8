"""What records are called."""

from collections.abc import Callable, Mapping

from app.domain.inventory.fields import Field, FieldType, Kind, Value


def shown(one: Field | None, value: Value) -> str:
    """Return a value as words: a choice by its label, a whole number without decimals."""
    if value is None:
        return ""
    if one is not None and one.type is FieldType.CHOICE:
        return one.choice_label(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def title_of(kind: Kind, values: Mapping[str, Value]) -> str:
    """Return what a record is called; what its kind is called where it has no name."""
    return title_from(kind, [values.get(name) for name in kind.title])


def title_from(kind: Kind, values: list[Value]) -> str:
    """Return what a record is called from the values of its kind's title fields."""
    words = (shown(kind.field(name), value) for name, value in zip(kind.title, values, strict=True))
    return " ".join(word for word in words if word) or kind.label


def titler(kind: Kind) -> Callable[[Mapping[str, Value]], str]:
    """Return a fast `title_of` for a kind whose titles are plain texts."""
    if any(kind.field(name).type is not FieldType.TEXT for name in kind.title):
        return lambda values: title_of(kind, values)
    if len(kind.title) == 1:
        only = kind.title[0]
        return lambda values: str(values.get(only) or kind.label)
    names = kind.title
    return lambda values: (
        " ".join([str(values[name]) for name in names if values.get(name)]) or kind.label
    )
