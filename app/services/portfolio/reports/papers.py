"""Sets a report as tagged PDF (PDF/UA-1) by typst; the same content gives the same paper."""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from app.domain.inventory.fields import Publication
from app.services.papers import Paper, compile_paper
from app.services.portfolio.reports.contents import Content
from app.services.portfolio.reports.words import Words

BODY: Final = r"""
#let w = data.words
#let c = data.content
#let ref(id) = if id == "" [] else [ #super(link(label("s-" + id), "[" + id + "]"))]
#let grid-table(t) = {
  if t.title != "" [=== #t.title]
  if t.rows.len() > 0 { records(t.columns, t.widths, t.sides, t.rows) }
  if t.note != "" { block(above: 3mm, text(size: 0.9em, fill: luma(30%), t.note)) }
}
#let drawing(d, width) = figure(
  image(bytes(d.svg), format: "svg", alt: d.alt, width: width),
  caption: d.title, supplement: none, numbering: none, kind: image,
)
#let sentences(rows) = list(..rows.map(row => [#row.text#ref(row.source)]))

#c.intro

#if c.proposal.len() > 0 [
  = #w.proposal
  #enum(..c.proposal.map(one => [#one]))
]
= #w.summary
#sentences(c.summary)
#for d in c.charts { drawing(d, 100%) }

= #w.projects
#for p in c.projects {
  [== #p.heading]
  block(sticky: true)[*#p.light_word*]
  facts(p.facts)
  if p.reasons.len() > 0 { list(..p.reasons.map(one => [#one])) }
  if p.figures.len() > 0 { sentences(p.figures) }
  if p.milestones != none { grid-table(p.milestones) }
  if p.risks != none { grid-table(p.risks) }
  if p.note != "" { text(style: "italic", p.note) }
}
#for t in c.tables {
  [= #t.title]
  grid-table((..t, title: ""))
}
#if c.concerns.len() > 0 [
  = #w.concerns
  #if data.counted != "" [#data.counted] else [
    #list(..c.concerns.map(one => [*#one.place*: #one.reason #one.done]))
  ]
]
= #w.sources
#for s in c.sources {
  block(above: 4mm, below: 1.5mm, sticky: true)[*#s.id* #h(2mm) *#s.title* #label("s-" + s.id)]
  let rows = ((w.query, s.query),)
  if s.value != "" { rows.push((w.result, s.value)) }
  if s.day != "" { rows.push((w.data_of, s.day)) }
  if s.count > 0 { rows.push((w.rests_on, w.entries.replace("{count}", str(s.count)))) }
  if s.is_typed { rows.push((w.kind, w.by_person)) }
  if s.rows.len() > 0 { rows.push((w.behind, s.rows.join("; "))) }
  facts(rows)
  if s.changes.len() > 0 {
    block[#w.changes:]
    list(..s.changes.map(x => {
      if x.what == "" [#x.at (\##x.transaction)] else [
        #x.at, #x.actor (\##x.transaction): #x.what
      ]
    }))
  }
}
#block(above: 6mm, text(size: 0.85em, fill: luma(30%), data.frozen))
"""
"""The body in the language of typst; `data` has the content and the words."""

_WANTED: Final = (
    *("proposal", "summary", "projects", "concerns", "sources", "query", "result", "data_of"),
    *("rests_on", "entries", "kind", "by_person", "behind", "changes"),
)


def set_report(
    content: Content, digest: str, is_wanted: Callable[[], bool] = lambda: True
) -> Paper:
    """Return the paper of a report; waits, so it belongs into a thread.

    Args:
        content: The report.
        digest: Its hash, which is printed.
        is_wanted: Asked now and then; False ends the work.

    Raises:
        StoppedError: It is not wanted any more.
        PaperError: It cannot be set.
    """
    words = Words(content.language, lambda text: text)
    counted = ""
    if content.target == Publication.PUBLIC:  # names of what is left out are not public either
        counted = words("concerns_counted", count=content.concern_count)
    data: dict[str, Any] = {
        "content": msgspec.to_builtins(content),
        "words": {name: words(name) for name in _WANTED},
        "counted": counted,
        "frozen": words("frozen", day=content.day, digest=digest),
    }
    return compile_paper(
        BODY,
        data,
        title=content.title,
        language=content.language,
        author=content.author,
        description=content.intro,
        foot=f"{content.title} · {content.day}",
        made_us=content.made_us,
        is_wanted=is_wanted,
    )
