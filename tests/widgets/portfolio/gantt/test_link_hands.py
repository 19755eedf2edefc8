"""Dependencies in hands: their lines are clicked, opened, removed, and say what they mean."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.gantt.conftest import LEFT
from tests.widgets.portfolio.joining import Joined
from widgets.inventory.panes import Acts
from widgets.portfolio.gantt import GanttPane
from widgets.portfolio.gantt.chart import Part
from widgets.portfolio.gantt.lines import NEAR, link_at, path_points
from widgets.portfolio.gantt.menus import LinkMenu
from widgets.portfolio.gantt.tips import link_tip

LINK = Key("dependency", "f-p")


def on_line(pane: GanttPane, uid: str) -> QPoint:
    """Return a place of the viewport on the line of a dependency where no bar lies."""
    chart = pane.sheet.chart
    chart.fit()
    content = chart.content
    assert content is not None
    index = content.index
    place = [link.uid for link in index.links].index(uid)
    first, per_day = chart.scale.first, chart.scale.per_day
    points = path_points(
        index.links[place].type,
        ((float(index.source[place]) - first) * per_day, int(index.before[place])),
        ((float(index.target[place]) - first) * per_day, int(index.after[place])),
        chart.row_height,
        float(index.reach[place]) * per_day + 1.0,
    )
    shares = [step / 10 for step in range(1, 10)]
    along = [one + (other - one) * share for one, other in pairwise(points) for share in shares]
    for at in along:
        hit, link = chart.hit(at - chart.offset), chart.link_at(at - chart.offset)
        if (hit is None or hit.part is Part.ROW) and link is not None and link.uid == uid:
            return (at - chart.offset).toPoint()
    pytest.fail("no free place on the line")


def click(pane: GanttPane, at: QPoint) -> None:
    QTest.mouseClick(pane.sheet.chart.viewport(), LEFT, pos=at)


def test_a_click_on_a_line_selects_the_dependency_alone(pane: GanttPane) -> None:
    pane.show_keys([Key("work_item", "pilot")])
    said = heard(pane.keys_selected)
    click(pane, on_line(pane, "f-p"))
    assert said == [[LINK]]
    assert pane.sheet.chart.chosen_link == "f-p"
    assert pane.sheet.uids() == []
    click(pane, pane.sheet.chart.bar_in_view("pilot").center().toPoint())
    assert not pane.sheet.chart.chosen_link
    assert pane.sheet.uids() == ["pilot"]


@pytest.mark.parametrize(("beside", "is_met"), [(NEAR - 1, True), (NEAR + 2, False)])
def test_a_line_is_met_some_px_beside_it(pane: GanttPane, beside: float, is_met: bool) -> None:
    chart = pane.sheet.chart
    at = QPointF(on_line(pane, "f-p")) + chart.offset
    content = chart.content
    assert content is not None
    near = [link_at(content.index, chart.scale, chart.row_height, at + QPointF(x, 0))
            for x in (-beside, beside)]  # fmt: skip
    assert any(link is not None and link.uid == "f-p" for link in near) is is_met


def test_delete_removes_the_selected_dependency_only(joined: Joined[GanttPane]) -> None:
    pane = joined.pane
    click(pane, on_line(pane, "f-p"))
    QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Delete)
    assert joined.state().portfolio.get(*_pair(LINK)) is None
    assert joined.state().portfolio.get("work_item", "pilot") is not None
    assert not pane.sheet.chart.chosen_link


def test_a_double_click_and_return_open_the_form(
    pane: GanttPane, acts: list[tuple[str, list[Key]]]
) -> None:
    at = on_line(pane, "f-p")
    QTest.mouseDClick(pane.sheet.chart.viewport(), LEFT, pos=at)
    click(pane, at)
    QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Return)
    assert acts == [(Acts.EDIT, [LINK])] * 2


def test_in_the_past_a_dependency_is_looked_at_only(pane: GanttPane) -> None:
    pane.show_portfolio(small_programme().state(at_us=START_US))
    wishes, opened = heard(pane.change_requested), heard(pane.open_requested)
    at = on_line(pane, "f-p")
    click(pane, at)
    QTest.keyClick(pane.sheet.chart, Qt.Key.Key_Delete)
    QTest.mouseDClick(pane.sheet.chart.viewport(), LEFT, pos=at)
    assert wishes == []
    assert opened == [LINK]


def test_a_dependency_selected_elsewhere_is_marked_with_both_ends(pane: GanttPane) -> None:
    pane.show_keys([LINK])
    assert pane.sheet.chart.chosen_link == "f-p"
    assert set(pane.sheet.uids()) == {"fertig", "pilot"}
    pane.show_portfolio(small_programme().state())
    assert pane.sheet.chart.chosen_link == "f-p"


def test_a_line_says_what_it_means(pane: GanttPane) -> None:
    assert pane.portfolio_state is not None
    plan = pane.portfolio_state.plan
    link = next(one for one in plan.links if one.uid == "a1-a2")
    words = link_tip(link, plan)
    assert "„Ausbau Süd“ beginnt erst, wenn „Ausbau Nord“ fertig ist." in words
    assert "Abstand: 5 Arbeitstage" in words


def test_the_menu_of_a_line_changes_it_and_is_grey_in_the_past(joined: Joined[GanttPane]) -> None:
    plan = joined.state().plan
    link = next(one for one in plan.links if one.uid == "f-p")
    menu = LinkMenu("", link, joined.pane.change_link, is_fixed=False)
    next(one for one in menu.actions() if one.text().startswith("Anfang–Anfang")).trigger()
    assert joined.value("dependency", "f-p", "type") == "SS"
    fixed = LinkMenu("", link, joined.pane.change_link, is_fixed=True)
    assert not any(one.isEnabled() for one in fixed.actions())


def _pair(key: Key) -> tuple[str, str]:
    return key.kind, key.uid
