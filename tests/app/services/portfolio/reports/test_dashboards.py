"""The public page stands alone: it loads nothing, runs nothing, and tells only what is public."""

from html.parser import HTMLParser

from typing_extensions import override

from app.services.portfolio.reports.dashboards import write_dashboard
from app.services.portfolio.reports.words import Words
from tests.portfolios import Programme, small_programme

WORDS = Words("de", lambda text: text)
VOID = {"meta", "link", "img", "br"}


class Page(HTMLParser):
    """Reads a page, and sees that what is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in VOID:
            self._open.append(tag)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        self.words.append(data)


def public() -> Programme:
    made = small_programme()
    made.change("punkte", publication="public", method="Zählung <b>& Abgleich</b>")
    return made


def test_a_public_figure_has_value_day_target_drawing_and_table() -> None:
    text, concerns = write_dashboard(public().state(), "Hamm", WORDS)
    page = Page(text)
    words = " ".join(page.words)
    assert "31\u202fStück" in words
    assert "01.11.2025" in words
    assert "Zählung <b>& Abgleich</b>" in words
    assert {"svg", "table", "h1", "h2", "h3", "main"} <= set(page.tags)
    assert concerns == []


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text, _ = write_dashboard(public().state(), "Hamm", WORDS)
    page = Page(text)
    assert page.addresses == []
    assert "script" not in page.tags
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_what_is_not_public_is_not_on_the_page_and_that_is_said() -> None:
    text, concerns = write_dashboard(small_programme().state(), "Hamm", WORDS)
    assert "Zugangspunkte" not in text
    assert "Zugangspunkte" in concerns[0].place


def test_figures_without_a_value_are_left_out() -> None:
    made = Programme()
    made.kpi("Leere", publication="public")
    text, concerns = write_dashboard(made.state(), "Hamm", WORDS)
    assert "Leere" not in text
    assert concerns == []


def test_a_change_of_method_is_told_and_not_drawn_over() -> None:
    made = public()
    made.value("punkte", "2025-11-10", 40, is_break=1, break_note="Neue Zählweise")
    text, _ = write_dashboard(made.state(), "Hamm", WORDS)
    assert "Methodenwechsel: Neue Zählweise" in text
    assert text.count("<polyline") == 2
