"""What changed between two readings of a profile, so that only that is started anew."""

from hashlib import sha256
from pathlib import Path

from app.domain.cities import City
from app.domain.points import SourceId
from app.services.profiles.documents import profile_files


def fingerprint(folder: Path, overlay: Path | None = None) -> dict[str, str]:
    """Return a hash per file of a profile; two equal fingerprints mean that nothing changed.

    Args:
        folder: The profile folder.
        overlay: The overlay file, which may be missing.

    Returns:
        SHA-256 in hex by path; a file that cannot be read has an empty hash.
    """
    files = profile_files(folder) if folder.is_dir() else []
    if overlay is not None and overlay.exists():
        files.append(overlay)
    return {str(path): _hash(path) for path in files}


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def changed_sources(old: City, new: City) -> frozenset[SourceId]:
    """Return the sources that were added, removed or configured anew, or whose points changed.

    Points that only changed name, place or alarm do not count: their source need not notice.
    """
    return frozenset(
        source
        for source in {config.id for config in (*old.sources, *new.sources)}
        if _wiring(old, source) != _wiring(new, source)
    )


def _wiring(city: City, source: SourceId) -> object:
    """Return everything of a source that its connector works with."""
    config = next((config for config in city.sources if config.id == source), None)
    points = {
        (
            (point.key, point.address, point.kind, point.states, point.is_writable),
            (point.scale, point.offset, point.resolution_us, point.interval_s),
        )
        for point in city.points_of(source)
    }
    return None if config is None else (config, points)
