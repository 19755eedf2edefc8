"""What counts as a text of the screen, and what as a sentence from below the views."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.extraction import ScreenText, as_cpp, texts_of
from tests.translations.lower_rooms import (
    PUT_TOGETHER,
    WORDS_FOR_PEOPLE,
    as_template,
    is_german,
    templates,
    templates_of,
)


def screen(program: str) -> list[ScreenText]:
    return list(texts_of(textwrap.dedent(program)))


def below(program: str) -> list[str]:
    return list(templates_of(textwrap.dedent(program)))


def test_a_text_of_a_widget_has_its_class_as_context() -> None:
    found = screen(
        """
        class Bar(QWidget):
            def retranslate(self):
                def later():
                    return self.tr("Lage " "jetzt")
        class Rail(QWidget):
            title = QT_TR_NOOP("Schicht")
        """
    )
    assert found == [ScreenText("Bar", "Lage jetzt"), ScreenText("Rail", "Schicht")]


def test_a_number_makes_plural_forms_wherever_the_number_comes_from() -> None:
    found = screen(
        """
        class Bar(QWidget):
            def show(self):
                self.tr("%n Alarm(e)", "", len(self.rows))
        QCoreApplication.translate("points", "%n auffällig", "", summary.abnormal)
        """
    )
    assert found == [
        ScreenText("Bar", "%n Alarm(e)", has_number=True),
        ScreenText("points", "%n auffällig", has_number=True),
    ]


def test_a_text_that_is_only_passed_on_is_found_where_it_is_written() -> None:
    found = screen(
        """
        title = QT_TRANSLATE_NOOP("actions", "Beenden")
        QCoreApplication.translate(self.context, title)
        words.lower().translate(_GERMAN)
        """
    )
    assert found == [ScreenText("actions", "Beenden")]


def test_a_function_that_passes_its_text_on_lends_it_its_context() -> None:
    found = screen(
        """
        def said(text):
            return QCoreApplication.translate("composition", text)
        def greeting():
            return said("Guten Tag.")
        """
    )
    assert found == [ScreenText("composition", "Guten Tag.")]


def test_such_a_function_lends_it_to_the_modules_that_import_it(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text(
        'def translate(text):\n    return QCoreApplication.translate("capsules", text)\n', "utf-8"
    )
    program = 'from words import translate as said\nsaid("quittiert")\n'
    assert list(texts_of(program, tmp_path)) == [ScreenText("capsules", "quittiert")]


def test_another_name_of_translate_is_as_good_as_its_own() -> None:
    found = screen(
        """
        def facts():
            words = QCoreApplication.translate
            return words("trends", "Titel"), words("trends", "Zeitraum")
        """
    )
    assert found == [ScreenText("trends", "Titel"), ScreenText("trends", "Zeitraum")]


def test_the_list_for_lupdate_keeps_quotes_numbers_and_comments() -> None:
    cpp = as_cpp(
        [
            ScreenText("a", 'x "y"'),
            ScreenText("b", "%n", has_number=True),
            ScreenText("c", "d", "e"),
        ]
    )
    assert 'QT_TRANSLATE_NOOP("a", "x \\"y\\"")' in cpp
    assert 'QT_TRANSLATE_N_NOOP("b", "%n")' in cpp
    assert 'QT_TRANSLATE_NOOP3("c", "d", "e")' in cpp


def test_what_the_program_fills_in_becomes_a_numbered_blank() -> None:
    assert below('x = f"Der Server {url} ist voll: {error!r}."') == [
        "Der Server {0} ist voll: {1}."
    ]
    assert below('x = f"Das ist falsch:\\n{problems}\\n… und {n} weitere."') == [
        "Das ist falsch:",
        "… und {0} weitere.",
    ]


@pytest.mark.parametrize(
    ("written", "template"),
    [
        ("Zeile {0} fehlt.", "Zeile {0} fehlt."),
        ("Zeile {line} fehlt in {name}.", "Zeile {0} fehlt in {1}."),
        ("Die Werte sind {} und {}.", "Die Werte sind {0} und {1}."),
        ("„{1}“ fehlt, „{0}“ ist da, „{1}“ nicht.", "„{0}“ fehlt, „{1}“ ist da, „{0}“ nicht."),
        ("Die Höhe ist {height:.1f} m.", "Die Höhe ist {0} m."),
        ("Der Name ist {file.name}, der Ort {box[0]}.", "Der Name ist {0}, der Ort {1}."),
        ("Die Form ist {{a}} und {0}.", "Die Form ist {{a}} und {0}."),
    ],
)
def test_what_format_fills_in_later_becomes_a_numbered_blank_too(
    written: str, template: str
) -> None:
    assert below(f"TEXT: Final = {written!r}") == [template]
    assert as_template(written) == template


@pytest.mark.parametrize("written", ["Die Form ist {a b}.", "Die Form ist {.", "Die Form ist }."])
def test_braces_that_format_would_not_fill_are_doubled(written: str) -> None:
    assert below(f"x = {written!r}") == [written.replace("{", "{{").replace("}", "}}")]


@given(st.lists(st.sampled_from(["{0}", "{name}", "{1}", " und ", "{{", "}}", "das "])))
def test_a_template_filled_in_order_reads_like_the_literal(parts: list[str]) -> None:
    written = "".join(parts)
    words = {"0": "null", "1": "eins", "name": "Name"}
    order = dict.fromkeys(part[1:-1] for part in parts if part[1:-1] in words)
    said = written.format("null", "eins", name="Name")
    filled = [words[name] for name in order]
    template = as_template(written)
    assert (template.format(*filled) if filled else template.format()) == (
        said if filled else written
    )


def test_words_that_nothing_marks_as_german_are_named() -> None:
    assert list(templates_of('WAIT = "wartet"\nCRS = "EPSG"', words={"wartet"})) == ["wartet"]


def test_what_is_named_by_module_is_said_there() -> None:
    found = templates()
    gone = {module: words - {*found[module]} for module, words in WORDS_FOR_PEOPLE.items()}
    assert [words for words in gone.values() if words] == []
    assert set(PUT_TOGETHER) <= set(found)


def test_lines_of_the_log_doc_strings_and_english_are_no_sentences_for_the_screen() -> None:
    assert below('"""Die Stadt ist da."""\nlog.info("Die Stadt ist da.")\nx = "no such file"') == []


def test_german_is_known_by_letters_and_common_words() -> None:
    assert is_german("Überlauf")
    assert is_german("Broker ist fort")
    assert is_german("keine")
    assert is_german("ohne Namen")
    assert is_german("Teil {0}")
    assert is_german("„{0}“")
    assert not is_german("ä")
    assert not is_german("„[^“]*“")
    assert not is_german("leitstand.der")
    assert not is_german("{0}: {1}")


def test_remarks_of_a_written_file_are_no_sentences_for_the_screen() -> None:
    assert below('x = "# Die Regeln der Stadt.\\n\\nDie Datei ist leer."') == [
        "Die Datei ist leer."
    ]


def test_keys_of_other_figures_are_no_words() -> None:
    assert below('def figures(handover):\n    return {"raised": 1}\n') == []


def test_figures_of_the_health_page_are_shown_in_whatever_words() -> None:
    program = """
    tally.detail("Sitzung", "neu" if flag else str(getattr(it, "MaximumPacketSize")))
    def figures(self):
        return {"Rebirth": str(self.count)}
    """
    assert sorted(below(program)) == ["Rebirth", "Sitzung", "neu"]
