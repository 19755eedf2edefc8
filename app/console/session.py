"""What the console remembers from one start to the next."""

from dataclasses import dataclass, field
from typing import Any, Final

from app.console.workspaces import VERLAEUFE
from app.services.ports import SettingsStore

_NAME: Final = "console"


@dataclass(slots=True)
class Session:
    """The remembered console.

    Attributes:
        theme: `light`, `dark` or `system`.
        language: `de` or `en`.
        workspace: The open workspace.
        geometry: Base64 of the window's geometry.
        pages: State of each page by workspace.
    """

    theme: str = "system"
    language: str = "de"
    workspace: str = "lage"
    geometry: str = ""
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def wish(self, theme: str, language: str, workspace: str) -> None:
        """Take what the command line wants; an empty word leaves what was remembered."""
        self.theme = theme or self.theme
        self.language = language or self.language
        self.workspace = workspace or self.workspace


def load_session(settings: SettingsStore) -> Session:
    """Read the session; whatever is missing or of a wrong kind takes its default."""
    stored = settings.get(_NAME, {})
    session = Session()
    if not isinstance(stored, dict):
        return session
    for name in ("theme", "language", "workspace", "geometry"):
        if isinstance(stored.get(name), str):
            setattr(session, name, stored[name])
    pages = stored.get("pages")
    if isinstance(pages, dict):
        session.pages = {key: value for key, value in pages.items() if isinstance(value, dict)}
    return session


def save_session(settings: SettingsStore, session: Session) -> None:
    """Store the session."""
    settings.set(
        _NAME,
        {
            "theme": session.theme,
            "language": session.language,
            "workspace": session.workspace,
            "geometry": session.geometry,
            "pages": session.pages,
        },
    )


def has_formulas(session: Session) -> bool:
    """Tell whether the trends will open with formulas on them."""
    found: object = session.pages.get(VERLAEUFE)
    for name in ("views", "trends", "formulas"):
        found = found.get(name) if isinstance(found, dict) else None
    return bool(found)
