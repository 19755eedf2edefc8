"""Where a profile's files live, and how the program starts itself."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.services.profiles import find_city


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one city.

    Attributes:
        profile: Folder of the profile.
        data: Folder of everything the program writes.
    """

    profile: Path
    data: Path

    @property
    def overlay(self) -> Path:
        """File with the points a person added while browsing."""
        return self.data / "overlay" / "points.toml"

    @property
    def history(self) -> Path:
        """Folder of the historian."""
        return self.data / "hist"

    @property
    def journal(self) -> Path:
        """File of the alarm and operator journal."""
        return self.data / "journal.db"

    @property
    def settings(self) -> Path:
        """File of the console's own memory."""
        return self.data / "city.db"

    @property
    def capsules(self) -> Path:
        """Folder of the incident capsules."""
        return self.data / "capsules"

    @property
    def twin(self) -> Path:
        """Folder of the twin's data: catalogue, cache, simulated city."""
        return self.data / "twin"

    @property
    def plans(self) -> Path:
        """Folder of the pictures of floors."""
        return self.data / "plans"

    @property
    def simulation(self) -> Path:
        """File in which the simulated city says where it can be reached."""
        return self.data / "simulation.json"


def find_places(profile: str, data: str, *, only_reads: bool = False) -> Places:
    """Return the folders for `--profile` and `--data`; empty words mean the usual places.

    Args:
        profile: Name or folder of a profile.
        data: The data folder.
        only_reads: Leave a data folder that is not there unmade.

    Raises:
        ProfileError: There is no such profile.
        OSError: The data folder cannot be made.
    """
    folder = find_city(profile or "hamm").resolve()
    chosen = (
        Path(data).expanduser()
        if data
        else Path(platformdirs.user_data_dir("leitstand")) / folder.name
    )
    if not only_reads:
        chosen.mkdir(parents=True, exist_ok=True)
    return Places(folder, chosen.resolve())


def program_command(verb: str, *arguments: str) -> list[str]:
    """Return the command line that starts this program again, from sources or from its bundle."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    return [*own, verb, *arguments]
