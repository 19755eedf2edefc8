"""The English of the screen is whole, up to date and fits; what is loaded is what was written."""

import importlib
import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from tests.translations import catalogues, lower_rooms
from tests.translations.catalogues import FOLDER, Message
from tests.translations.extraction import ROOT, screen_texts

HOW = "run: python3 -m tests.translations"

BLANK = re.compile(r"%n|%L?\d|\{\w*\}")


def blanks(text: str) -> list[str]:
    return sorted(set(BLANK.findall(text)))


def is_done(text: Message) -> bool:
    return text.is_finished and all(text.forms)


@pytest.fixture(params=list(catalogues.CODES))
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def written(code: str) -> list[Message]:
    return list(catalogues.messages(FOLDER, code))


def test_the_catalogues_hold_the_texts_of_the_sources_and_no_others(
    code: str, written: list[Message]
) -> None:
    wanted = {
        (text.context, text.source, text.has_number)
        for text in screen_texts()
        if code == "en" or text.has_number
    }
    assert {(text.context, text.source, text.has_number) for text in written} == wanted, HOW


def test_every_text_is_translated(written: list[Message]) -> None:
    assert [text.source for text in written if not is_done(text)] == []


def test_a_translation_has_the_blanks_of_its_source(written: list[Message]) -> None:
    wrong = [
        (text.source, form)
        for text in filter(is_done, written)
        for form in text.forms
        if not set(blanks(form)) >= set(blanks(text.source)) - {"%n"}
        or not set(blanks(form)) <= set(blanks(text.source))
    ]
    assert wrong == []


def test_a_translation_ends_like_its_source(written: list[Message]) -> None:
    """A sentence stays a sentence, a colon announces something in both languages."""
    ends = (".", ":", "…", "?", "!")
    wrong = [
        (text.source, form)
        for text in filter(is_done, written)
        for form in text.forms
        if (text.source[-1:] in ends or form[-1:] in ends) and text.source[-1:] != form[-1:]
    ]
    assert wrong == []


def test_the_compiled_files_are_those_of_the_catalogues(code: str, tmp_path: Path) -> None:
    catalogues.compile_all(FOLDER, tmp_path)
    compiled = catalogues.qm_file(tmp_path, code).read_bytes()
    assert catalogues.qm_file(FOLDER, code).read_bytes() == compiled, HOW


def test_the_catalogues_name_no_place_on_a_machine(code: str) -> None:
    text = catalogues.ts_file(FOLDER, code).read_text("utf-8")
    assert "<location" not in text
    assert str(Path.home()) not in text


def test_every_text_is_found_when_loaded(
    qapp: QApplication, code: str, written: list[Message]
) -> None:
    translator = QTranslator()
    assert translator.load(f"leitstand_{code}", str(FOLDER))
    qapp.installTranslator(translator)
    try:
        for text in filter(is_done, written):
            for number, form in zip((1, 2), text.forms, strict=False):
                n = number if text.has_number else -1
                found = QCoreApplication.translate(text.context, text.source, text.comment, n)
                assert found == form.replace("%n", str(number))
    finally:
        qapp.removeTranslator(translator)


def test_a_class_finds_its_texts_and_those_of_its_base(qapp: QApplication) -> None:
    base = type("TimeBar", (QObject,), {})
    heir = type("TimeBarOfTheWall", (base,), {})()
    translator = QTranslator()
    assert translator.load("leitstand_en", str(FOLDER))
    qapp.installTranslator(translator)
    try:
        assert heir.tr("NICHT LIVE") == "NOT LIVE"
    finally:
        qapp.removeTranslator(translator)


# --- sentences from below the views ---------------------------------------------------------


def test_the_sentences_from_below_are_those_of_the_sources() -> None:
    known = {module: list(lines) for module, lines in lower_rooms.read().items()}
    assert known == lower_rooms.templates(), HOW


def test_every_sentence_from_below_has_its_english_with_the_same_blanks() -> None:
    wrong = [
        (german, english)
        for lines in lower_rooms.read().values()
        for german, english in lines.items()
        if not english or blanks(german) != blanks(english)
    ]
    assert wrong == []


# --- words ----------------------------------------------------------------------------------


def glossary() -> list[dict[str, Any]]:
    terms: list[dict[str, Any]] = tomllib.loads((ROOT / "resources/glossary.toml").read_text())[
        "term"
    ]
    return terms


def test_the_words_of_the_glossary_are_kept() -> None:
    pairs = [
        (text.source, form)
        for text in catalogues.messages(FOLDER, "en")
        for form in filter(None, text.forms)
    ]
    pairs += [pair for lines in lower_rooms.read().values() for pair in lines.items() if pair[1]]
    wrong = [
        (german, english)
        for term in glossary()
        for german, english in pairs
        if re.search(rf"\b{term['de']}", german, re.IGNORECASE)
        and not any(word in english.lower() for word in term["en"])
    ]
    assert wrong == []


def test_the_glossary_names_what_is_there() -> None:
    missing = [term["code"] for term in glossary() if term["code"] and not exists(term["code"])]
    assert missing == []


def exists(name: str) -> bool:
    """Tell whether a dotted name is a module, or a class, function or field in one."""
    place, _, last = name.rpartition(".")
    try:
        if importlib.util.find_spec(name):
            return True
    except ModuleNotFoundError:
        pass
    try:
        found: object = importlib.import_module(place)
    except ModuleNotFoundError:
        place, _, owner = place.rpartition(".")
        found = getattr(importlib.import_module(place), owner)
    return hasattr(found, last) or last in getattr(found, "__dataclass_fields__", {})


WRITTEN_INTO_PROFILES = {"0 = aus; 1 = ein"}
"""German that becomes data of a profile, whatever the language of the screen."""

BESIDE_THEIR_ENGLISH = {"{0} später", "{0} früher"}
"""German in a text that holds both languages, as names of points do."""


COLOURS = {"grün", "weiß", "türkis"}
"""Names of colours of strands as records hold them."""

LOOKED_FOR = {"Die Regel", "Der Name", "Die Adresse", "{0} (simuliert)"}
"""German that is looked for in sentences from below; nobody sees it."""

PATTERN = "^"
"""How a pattern begins that is looked for there."""


def test_no_german_of_a_view_passes_by_its_translation() -> None:
    sources = {text.source for text in screen_texts()}
    translated = sources | set(map(lower_rooms.as_template, sources))
    translated |= WRITTEN_INTO_PROFILES | BESIDE_THEIR_ENGLISH | LOOKED_FOR | COLOURS
    below = tuple(f"{room}/" for room in lower_rooms.ROOMS)
    untranslated = [
        (path.name, text)
        for room in ("app/console", "twin_viewer", "widgets")
        for path in sorted((ROOT / room).rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(below)
        for text in lower_rooms.templates_of(path.read_text("utf-8"))
        if text.replace("{{", "{").replace("}}", "}") not in translated
        and not text.startswith(PATTERN)
    ]
    assert untranslated == []
