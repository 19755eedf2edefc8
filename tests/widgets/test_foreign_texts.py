"""Sentences of collector, connectors and storage, shown on an English screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.services.formulas import FormulaError, parse
from app.services.ports import StorageError
from app.services.profiles import ProfileError, load_city
from app.storage.databases import full_text
from connectors.mqtt.failures import failure_of
from widgets.foreign_texts import on_screen, remark_on_screen


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def test_a_german_screen_shows_what_came() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert on_screen("Der Broker ist überlastet.") == "Der Broker ist überlastet."


def test_a_known_sentence_is_translated() -> None:
    assert on_screen("Der Broker ist überlastet.") == "The broker is overloaded."
    assert on_screen("Unbestätigte Nachrichten") == "Unacknowledged messages"


def test_a_problem_of_a_set_of_rules_is_translated_with_its_place() -> None:
    fault = "Der Wert darf nicht kleiner als null sein, ist aber -2. Geben Sie null oder eine "
    text = f"Zeile 15, Regel luft.no2#lo, deadband: {fault}größere Zahl an."
    assert on_screen(text) == (
        "Line 15, rule luft.no2#lo, deadband: The value must not be less than zero, but is -2. "
        "Give zero or a greater number."
    )
    window = "Zeile 3, Wartungsfenster a1: Dem Wartungsfenster fehlt der Grund. Schreiben Sie in "
    assert on_screen(f"{window}reason, was getan wird.") == (
        "Line 3, maintenance window a1: The maintenance window has no reason. "
        "Write into reason what is done."
    )


def test_what_was_filled_in_is_carried_over() -> None:
    text = failure_of(ConnectionRefusedError(), "mqtt://broker.stadt:1883").reason
    assert (
        on_screen(text) == "mqtt://broker.stadt:1883 accepts no connection. Is the broker running?"
    )


def test_a_sentence_inside_a_sentence_is_translated_too(tmp_path: Path) -> None:
    problem = StorageError(full_text(tmp_path / "hot.db"))
    text = on_screen(f"Messwerte werden zurzeit nicht gespeichert. {problem}")
    assert text.startswith("Samples are not being stored at present. The disk that holds “hot.db”")


def test_what_simulated_people_wrote_is_translated_and_still_says_so() -> None:
    assert remark_on_screen("Simulation (Nacht)", "Batterie getauscht (simuliert)") == (
        "Battery replaced (simulated)"
    )
    assert remark_on_screen("", "simuliert") == "simulated"


def test_what_a_person_wrote_stays_as_it_was_written() -> None:
    assert remark_on_screen("A. Roth", "Batterie getauscht") == "Batterie getauscht"


@pytest.mark.parametrize(
    ("german", "shown"),
    [
        ("Zum Zurückstellen gehört ein Grund.", "Shelving needs a reason."),
        (
            "Der Alarm steht noch an. Zurücksetzen geht erst, wenn die Ursache behoben ist.",
            "The alarm is still active. It can only be reset once the cause has been removed.",
        ),
        (
            "Der Server hat den Auftrag für „K“ nicht ausgeführt. Der Server hat ihn abgeschaltet.",
            "The server did not carry out the command for “K”. The server has disabled it.",
        ),
        (
            "Regel „Nachts“: Den Empfänger „chef“ gibt es nicht.",
            "Rule “Nachts”: There is no recipient “chef”.",
        ),
        (
            "„luft.no2#hi“: Die Regel gilt nicht mehr.",
            "“luft.no2#hi”: The rule is not in force any more.",
        ),
    ],
)
def test_why_an_alarm_was_not_handled_is_told_in_english(german: str, shown: str) -> None:
    assert on_screen(german) == shown


def test_sentences_behind_each_other_are_translated_one_by_one() -> None:
    text = "Der Broker ist überlastet. Das Journal ist geschlossen. Bitte Leitstand neu starten."
    english = "The broker is overloaded. The journal is closed. Please restart Leitstand."
    assert on_screen(text) == english
    assert on_screen("Der Broker ist überlastet. Sagt er.") == "The broker is overloaded. Sagt er."


def test_sentences_of_one_kind_behind_each_other_are_not_taken_for_one() -> None:
    when = "zuerst am 24.11.2025 um 17:01:00"
    one = f"Division durch 0 (2×, {when}); dort steht kein Wert."
    two = f"Wurzel aus einer negativen Zahl (1×, {when}); dort steht kein Wert."
    text = on_screen(f"{one} {two} {one}")
    assert text.count("first on 24/11/2025 at 17:01:00") == 3
    assert "Wurzel" not in text


def test_a_mistake_in_a_formula_is_told_with_english_examples() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("summe([a], Tag, 3)")
    assert on_screen(caught.value.sentence).endswith("This is right: cumulative([a], day).")


def test_the_problems_of_a_profile_are_told_in_english(tmp_path: Path) -> None:
    (tmp_path / "city.toml").write_text(
        '[city]\nid = "x"\nname = "X"\ntime_zone = "Europe/Berln"\nbox = [7, 51, 8, 52]\n'
        '[[device]]\nid = "d"\nname = 3\ntype = "lamp"\n',
        "utf-8",
    )
    with pytest.raises(ProfileError) as caught:
        load_city(tmp_path)
    english = [problem.in_language("en") for problem in caught.value.problems]
    assert on_screen(str(caught.value)) == "\n".join(english)


def test_a_changed_profile_with_many_problems_is_told_line_by_line() -> None:
    text = (
        "Das geänderte Stadtprofil enthält Fehler und wird nicht übernommen; das bisherige gilt "
        "weiter.\ncity.toml, Zeile 4, city.id: Der Text ist leer. Schreiben Sie einen Text, den "
        "die Menschen am Leitstand verstehen.\n… und 3 weitere."
    )
    first, second, third = on_screen(text).split("\n")
    assert first.endswith("the previous one stays in force.")
    assert second.startswith("city.toml, line 4, city.id: ")
    assert "leer" not in second
    assert third == "… and 3 more."


@pytest.mark.parametrize(
    "text", ["", "The network is down.", "{0}", "Über {", "a\n\nb", "ä" * 9_000]
)
def test_a_sentence_nobody_knows_is_shown_as_it_came(text: str) -> None:
    assert on_screen(text) == text


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(
        on_screen(f"Der Server {text} antwortet nicht. Es wird weiter versucht."), str
    )
    assert isinstance(on_screen(text), str)
