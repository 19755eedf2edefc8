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
from tests.translations import lower_rooms
from twin_viewer.formats.las_headers import NO_HEADER
from twin_viewer.formats.pose_conventions import Convention, Zero
from twin_viewer.jobs.gathering import LIKEWISE
from twin_viewer.jobs.holdings import STILL_SHOWN
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


def of_the_twin() -> list[tuple[str, str]]:
    """Return German and English of whole sentences of the twin, both filled in alike."""
    filled = "a7.laz", "2", "3", "4", "5", "6"
    return [
        (german.format(*filled), english.format(*filled))
        for module, lines in lower_rooms.read().items()
        if module.startswith("twin_viewer/")
        for german, english in lines.items()
        if german.endswith(".") and " " in german
    ]


def test_every_sentence_of_the_twin_reaches_an_english_screen() -> None:
    assert [said for said, english in of_the_twin() if on_screen(said) != english] == []


@given(st.lists(st.sampled_from(of_the_twin()), min_size=2, max_size=4))
def test_sentences_of_the_twin_behind_each_other_are_each_translated(
    said: list[tuple[str, str]],
) -> None:
    text = " ".join(german for german, _ in said)
    if len(text) < 1_000:
        assert on_screen(text) == " ".join(english for _, english in said)


def test_a_fault_inside_faults_of_the_twin_is_translated_to_its_heart() -> None:
    inner = NO_HEADER.format("die Angaben zur Kompression fehlen oder sind beschädigt")
    shown = on_screen(LIKEWISE.format(STILL_SHOWN.format(reason=inner), 7))
    assert shown == (
        "This is not a readable LAS or LAZ file (the details of its compression are missing or "
        "damaged). Please download it again. What had already been read of it is shown. More "
        "places like this: 7."
    )


def test_how_photographs_look_is_told_in_english_with_a_decimal_point() -> None:
    convention = Convention(zero=Zero.EAST, is_clockwise=False).calibrated(1.5, -0.25)
    assert on_screen(f"Angenommen, bitte prüfen: {convention.description()}") == (
        "Assumed, please check: Angles in degrees, viewing direction from east anticlockwise to "
        "the middle of the picture; tilt counts positive upwards, sideways tilt to the right. "
        "Correction: direction 1.5°, tilt -0.2°, sideways tilt 0.0°."
    )


@pytest.mark.parametrize(
    ("german", "shown"),
    [("0,5", "0.5"), ("-1.234,5", "-1,234.5"), ("1.234", "1.234"), ("1,2,3", "1,2,3")],
)
def test_only_numbers_that_are_not_whole_get_a_decimal_point(german: str, shown: str) -> None:
    text = f"Die Längen wurden von „{german}“ in Meter umgerechnet."
    assert on_screen(text) == f"Lengths were converted from “{shown}” to metres."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Abhängigkeit von einem Anbieter", "Abhängigkeit von einem Anbieter"),
        ("Freigabe 2 von 3", "Freigabe 2 von 3"),
        ("Abhängigkeiten", "Dependencies"),
    ],
)
def test_a_name_in_quotation_marks_stays_as_people_gave_it(name: str, shown: str) -> None:
    text = (
        f"Das größte Risiko „{name}“ (offen) hat 3 von 25 Punkten; offen oder eingetreten sind 2."
    )
    assert on_screen(text) == (
        f"The greatest risk “{shown}” (open) has 3 of 25 points; 2 are open or occurred."
    )


def test_names_of_data_sets_of_the_twin_are_shown_in_english() -> None:
    assert on_screen("Laserscan 3DM laser 2024 (simuliert)") == (
        "Laser scan 3DM laser 2024 (simulated)"
    )
    assert on_screen("Gebäude LOD2 lod2") == "Buildings LOD2 lod2"


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
