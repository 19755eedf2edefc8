"""Sources that do not deliver, in words: what failed, since when, and what is shown meanwhile."""

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City, SourceConfig
from app.domain.samples import NO_TIME
from app.domain.sources import SourceHealth
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.texts import language, source_state_text, time_text


def outages(city: City, state: CityState) -> list[tuple[SourceConfig, SourceHealth]]:
    """Return the sources that are known and do not deliver, in the profile's order."""
    found = []
    for source in city.sources:
        health = state.sources.get(source.id)
        if health is not None and not health.state.is_delivering:
            found.append((source, health))
    return found


def outage_sentence(city: City, state: CityState) -> str:
    """Return one or two sentences on the sources that are down; empty when all deliver."""
    down = outages(city, state)
    if not down:
        return ""
    sentences = [_one(city, source, health) for source, health in down[:2]]
    if len(down) > len(sentences):
        sentences.append(_more(len(down) - len(sentences)))
    return " ".join(sentences)


def _more(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("outages", "Eine weitere Quelle ist gestört.")
    words = QCoreApplication.translate("outages", "{0} weitere Quellen sind gestört.")
    return words.format(count)


def _one(city: City, source: SourceConfig, health: SourceHealth) -> str:
    words = [f"{source.name.in_language(language())}: {source_state_text(health.state)}"]
    if health.since_us != NO_TIME:
        since = QCoreApplication.translate("outages", "seit {time}")
        words.append(since.format(time=time_text(health.since_us, city.time_zone)))
    sentence = f"{', '.join(words)}."
    return f"{sentence} {on_screen(health.reason)}" if health.reason else sentence
