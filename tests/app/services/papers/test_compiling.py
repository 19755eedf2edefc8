"""Papers: tagged, in their language, whatever people wrote."""

import multiprocessing
import os

import pytest

from app.services.papers import PaperError, compile_paper, working
from app.services.papers.fonts import fonts
from app.services.ports import StoppedError

BODY = "#facts(data.facts)\n#records(data.columns, data.widths, data.sides, data.rows)"


def data(text: str = "Zeile", rows: int = 3) -> dict[str, object]:
    return {
        "facts": [["Stand", "heute"], ["Klasse", text]],
        "columns": ["Name", "Wert"],
        "widths": [2.0, 1.0],
        "sides": ["left", "right"],
        "rows": [[f"{text} {number}", "1,5"] for number in range(rows)],
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_paper_is_tagged_and_says_its_language_and_title(language: str) -> None:
    paper = compile_paper(BODY, data(), title="Geräte", language=language)
    assert paper.pdf.startswith(b"%PDF")
    assert f"/Lang({language}".encode() in paper.pdf
    assert b"pdfuaid:part" in paper.pdf
    assert b"/Marked true" in paper.pdf
    assert paper.replaced == 0


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*fett* _x_ $x$ <a> @b",
        '"; #read("/etc/passwd")',
        "\\",
        "a\x00b\ud83d",
        "\u202e",
    ],
)
def test_texts_of_people_are_texts_whatever_they_look_like(text: str) -> None:
    assert compile_paper(BODY, data(text), title=text or "leer").replaced == 0


def test_letters_without_a_font_become_question_marks_and_are_counted() -> None:
    assert compile_paper(BODY, data("漢"), title="T").replaced == 4


def test_long_tables_are_set_in_parts_with_a_heading_each() -> None:
    assert compile_paper(BODY, data(rows=900), title="T").pdf.count(b"/Type/Page/") > 10


def test_the_same_paper_is_the_same_bytes() -> None:
    one, other = (compile_paper(BODY, data(), title="T", made_us=10**15).pdf for _ in range(2))
    assert one[:-200] == other[:-200]


def test_a_wrong_body_is_told() -> None:
    with pytest.raises(PaperError, match="lässt sich nicht setzen"):
        compile_paper("#nothing_of_ours()", {}, title="T")


def test_a_paper_that_is_not_wanted_any_more_ends_soon_and_leaves_no_process() -> None:
    with pytest.raises(StoppedError):
        compile_paper(BODY, data(rows=20_000), title="T", is_wanted=lambda: False)
    assert not multiprocessing.active_children()


def test_a_child_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_work", dying)
    with pytest.raises(PaperError, match="abgebrochen"):
        compile_paper(BODY, data(), title="T")
    assert not multiprocessing.active_children()


def dying(_connection: object, _order: object) -> None:
    """Stand in for a child that runs out of memory."""
    os._exit(1)


def test_a_face_is_there_on_every_system() -> None:
    assert fonts()[1]
