"""Texts that come from a city's profile in more than one language."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the profile: German first, English beside it.

    Attributes:
        de: The German text.
        en: The English text; empty means that the German one serves for both.
    """

    de: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text for a language code such as `de`, `en` or `en_GB`."""
        if self.en and not language.lower().startswith("de"):
            return self.en
        return self.de


NO_TEXT: Final = Text("")
"""Says nothing, in every language."""
