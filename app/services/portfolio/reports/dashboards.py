"""The public page of key figures: one file of HTML that loads nothing and runs nothing.

Only figures whose class is public are in it; colours and shapes follow WCAG 2.2, drawings carry
their words. The page follows the light or dark setting of whoever reads it.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from app.domain.inventory.fields import Publication
from app.domain.inventory.records import Key
from app.domain.portfolio.evaluations import KpiEvaluation, evaluations_of
from app.services.portfolio.reports.charts import course_chart
from app.services.portfolio.reports.checking import Checked
from app.services.portfolio.reports.contents import Concern
from app.services.portfolio.reports.tracing import question_text
from app.services.portfolio.reports.words import Words
from app.services.portfolio.states import PortfolioState

_STYLE: Final = """
:root{color-scheme:light dark;--back:white;--text:rgb(27,36,48);--soft:rgb(92,104,119);
--line:rgb(217,221,227);--card:rgb(244,245,247)}
@media(prefers-color-scheme:dark){:root{--back:rgb(20,24,29);--text:rgb(223,229,236);
--soft:rgb(148,160,175);--line:rgb(49,57,69);--card:rgb(27,32,39)}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--back);color:var(--text);
font:1rem/1.5 Inter,"Segoe UI","DejaVu Sans",Arial,sans-serif}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .75rem}
h3{font-size:1rem;margin:0}p{margin:.25rem 0}.soft{color:var(--soft)}
ul{list-style:none;padding:0;margin:0;display:grid;gap:1rem;
grid-template-columns:repeat(auto-fill,minmax(20rem,1fr))}
li{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:1rem}
.value{font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
figure{margin:.75rem 0 0;background:white;border-radius:.25rem;padding:.25rem}
svg{width:100%;height:auto;display:block}
details{margin-top:.5rem}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.15rem .5rem .15rem 0;border-bottom:1px solid var(--line)}
td:last-child,th:last-child{text-align:right;font-variant-numeric:tabular-nums}
""".strip()

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write_dashboard(
    state: PortfolioState, city: str, words: Words
) -> tuple[str, Sequence[Concern]]:
    """Return the page, and what was left out of it and why.

    Args:
        state: The programme.
        city: Name of the city.
        words: The words of its language.
    """
    checked = Checked(Publication.PUBLIC, words)
    groups: dict[str, list[str]] = {}
    for one in evaluations_of(state.portfolio, state.evidence, state.today):
        record = state.portfolio.get("kpi", one.uid)
        if record is not None and checked.may_show(record) and _has_value(one):
            name = state.portfolio.name("field_of_action", one.field_of_action) or words("kpis")
            source = checked.text(one.name, record.text("source"))
            method = checked.text(one.name, record.text("method"))
            groups.setdefault(name, []).append(_card(state, one, (source, method), words))
    title = words("dashboard", city=city)
    parts = [
        f"<section><h2>{escape(name)}</h2><ul>{''.join(cards)}</ul></section>"
        for name, cards in groups.items()
    ]
    intro = words("dashboard_intro", day=words.day(state.today))
    page = (
        f'<!DOCTYPE html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f'<body><header><h1>{escape(title)}</h1><p class="soft">{escape(intro)}</p></header>'
        f"<main>{''.join(parts)}</main></body></html>\n"
    )
    return page, checked.concerns()


def _has_value(one: KpiEvaluation) -> bool:
    return one.latest is not None or one.measured is not None


def _card(state: PortfolioState, one: KpiEvaluation, told: tuple[str, str], words: Words) -> str:
    value = one.measured if one.latest is None else one.latest.value
    status = "measured" if one.latest is None else one.latest.status
    day = state.today if one.latest is None else one.latest.day
    lines = [
        f"{words('day')}: {words.day(day)} · {words('typed' if status == 'reported' else status)}"
    ]
    if one.target is not None:
        lines.append(f"{words('target')}: {words.figure(one.target, one.unit)}")
    source, method = told
    lines += [text for text in (method, f"{words('source')}: {source}" if source else "") if text]
    notes = [
        words("broken_method", note=segment[0].note)
        for segment in one.segments
        if segment and segment[0].note
    ]
    body = "".join(f'<p class="soft">{escape(line)}</p>' for line in (*lines, *notes))
    figure = words.figure(value, one.unit)
    return (
        f'<li><h3>{escape(one.name)}</h3><p class="value">{escape(figure)}</p>{body}'
        f"{_drawing(one, words)}{_trend_of(state, one, words)}</li>"
    )


def _drawing(one: KpiEvaluation, words: Words) -> str:
    segments = [[(point.day, point.value) for point in segment] for segment in one.segments]
    if sum(map(len, segments)) < 2:  # noqa: PLR2004 - one value is no course
        return ""
    title = f"{one.name} ({one.unit})" if one.unit else one.name
    chart = course_chart(title, segments, one.target, words)
    svg = chart.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(chart.alt)}" ', 1)
    cells = (
        (escape(words.day(day)), escape(words.figure(value, one.unit)))
        for segment in segments
        for day, value in segment
    )
    rows = "".join(f"<tr><td>{day}</td><td>{value}</td></tr>" for day, value in cells)
    heads = f"<tr><th>{escape(words('day'))}</th><th>{escape(words('value'))}</th></tr>"
    table = f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>"
    summary = f"<summary>{escape(words('history'))}</summary>"
    return f"<figure>{svg}</figure><details>{summary}{table}</details>"


def _trend_of(state: PortfolioState, one: KpiEvaluation, words: Words) -> str:
    """Return the question behind a measured figure."""
    result = state.evidence.get(Key("kpi", one.uid))
    if result is None or not result.sentence:
        return ""
    text = f"{words('query')}: {question_text(result, words)}"
    return f'<p class="soft">{escape(text)}</p>'
