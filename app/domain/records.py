"""Frozen records that are made by the thousand.

A frozen dataclass sets each of its fields through `object.__setattr__`, which is most of what a
flood of alarms costs. `quick` lets the fields be set the plain way while the record is being made.
"""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Give a frozen dataclass with slots a constructor that takes half the time.

    Nothing else changes: the same parameters and defaults, frozen as soon as it is made. While it
    is being made the object belongs to a class of the same layout that is not frozen.

    Raises:
        TypeError: The class has default factories, `__post_init__` or no slots of its own.
    """
    known = fields(cls)  # type: ignore[arg-type]  # any dataclass; there is no type for that
    if hasattr(cls, "__post_init__") or any(
        field.default_factory is not MISSING or not field.init for field in known
    ):
        raise TypeError(f"{cls.__name__} cannot be made the quick way")
    names = [field.name for field in known]
    draft = type("Draft", (), {"__slots__": tuple(names)})
    defaults = {f"_{field.name}": field.default for field in known if field.default is not MISSING}
    parameters = [f"{name}=_{name}" if f"_{name}" in defaults else name for name in names]
    lines = [
        f"def __init__(self, {', '.join(parameters)}):",
        " become(self, '__class__', draft)",
        *(f" self.{name} = {name}" for name in names),
        " self.__class__ = final",
    ]
    scope: dict[str, Any] = {"become": object.__setattr__, "draft": draft, "final": cls, **defaults}
    exec("\n".join(lines), scope)  # noqa: S102 - made of field names only, as `dataclasses` does it
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = dict(cls.__init__.__annotations__)
    cls.__init__ = made  # type: ignore[method-assign]  # the purpose
    return cls
