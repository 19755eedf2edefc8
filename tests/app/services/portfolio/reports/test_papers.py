"""The paper of a report is tagged PDF that a screen reader can read, the same one each time."""

import pytest
from msgspec import structs

from app.domain.inventory.fields import Publication
from app.services.portfolio.reports.freezing import digest_of, frozen_text
from app.services.portfolio.reports.papers import set_report
from tests.app.services.portfolio.reports.test_building import built, wanted
from tests.portfolios import Programme, small_programme
from tests.tagged_pdf import structure_of


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_council_paper_keeps_what_pdf_ua_asks_for(language: str) -> None:
    content = built(small_programme(), wanted(decisions=("rat",)), language)
    paper = set_report(content, digest_of(frozen_text(content)))
    found = structure_of(paper.pdf)
    assert found.faults() == []
    assert found.language.startswith(language)
    assert found.title == content.title
    assert found.roles["Figure"] >= len(content.charts)
    assert found.roles["Table"] >= len([one for one in content.tables if one.rows])
    assert found.roles["Link"] > 0
    assert paper.replaced == 0


def test_the_same_content_gives_the_same_file() -> None:
    content = built(small_programme())
    first, second = (set_report(content, "a" * 64).pdf for _ in range(2))
    assert first == second


def test_a_public_paper_does_not_name_what_is_left_out() -> None:
    """Each name would be an item of a list."""
    content = built(small_programme(), wanted(Publication.PUBLIC))
    assert len(content.concerns) > 1
    fewer = structs.replace(content, concerns=content.concerns[:1])
    items = [structure_of(set_report(one, "a" * 64).pdf).roles["LI"] for one in (content, fewer)]
    assert items[0] == items[1]


def test_an_empty_report_can_be_set() -> None:
    content = built(Programme())
    assert structure_of(set_report(content, "a" * 64).pdf).faults() == []


def test_what_people_wrote_is_never_read_as_a_program() -> None:
    made = small_programme()
    made.change("lieferung", measure='#panic("x") $ * _ @geheim ] [')
    made.change("wlan", name="#set page(fill: red) = Titel")
    assert set_report(built(made), "a" * 64).pdf.startswith(b"%PDF")
