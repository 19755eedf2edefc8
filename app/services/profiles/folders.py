"""Which profiles there are: those shipped with the program, and any folder a person names."""

from pathlib import Path

from app.services.profiles import faults
from app.services.profiles.problems import Document, Findings, Origin, ProfileError

_SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "cities"


def city_folders() -> tuple[Path, ...]:
    """Return the folders of the shipped profiles, by name."""
    if not _SHIPPED.is_dir():
        return ()
    return tuple(sorted(path.parent for path in _SHIPPED.glob("*/city.toml")))


def find_city(name_or_path: str | Path) -> Path:
    """Return the folder of a profile.

    Args:
        name_or_path: Name of a shipped profile such as `hamm`, or a path to a folder.

    Raises:
        ProfileError: There is neither.
    """
    for folder in city_folders():
        if folder.name == str(name_or_path):
            return folder
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        return path
    findings = Findings()
    missing = Origin(Document(str(name_or_path), {}, ""))
    findings.add(faults.NO_FOLDER, missing, value=name_or_path)
    raise ProfileError(findings.problems())
