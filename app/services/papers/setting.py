"""What all papers have in common: page, fonts, title, footer, facts and tables."""

from typing import Final

PREAMBLE: Final = r"""
#let paper = json(bytes(sys.inputs.paper))
#let data = paper.data
#set document(title: paper.title, author: paper.author, description: paper.description)
#set text(lang: paper.language, font: paper.fonts, size: paper.size * 1pt, fallback: true)
#set par(leading: 0.55em)
#set page(
  paper: paper.format, flipped: paper.wide, margin: (x: 15mm, top: 15mm, bottom: 17mm),
  footer: context [
    #set text(size: 7.5pt, fill: luma(35%))
    #grid(columns: (1fr, auto), paper.foot,
      [#paper.page #counter(page).display() #paper.of #counter(page).final().first()])
  ],
)
#show title: set text(size: 15pt)
#show title: set block(below: 4mm)
#show heading: set block(above: 5mm, below: 2.5mm)
#show heading.where(level: 1): set text(size: 11pt)

// Names and what is to be said, as a list.
#let facts(rows) = terms(
  tight: true, hanging-indent: 0mm, separator: [: ],
  ..rows.map(row => terms.item(row.at(0), row.at(1))),
)

// A table with a heading on each page. Long ones are set part by part: typst needs far more than
// twice the time for one table of twice the length.
#let records(columns, widths, sides, rows, part: 400) = {
  set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(75%) }))
  set table(inset: (x: 1.5mm, y: 1mm))
  set par(justify: false)
  show table.cell.where(y: 0): set text(weight: "bold")
  let to = (left: left, right: right)
  set table(columns: widths.map(w => w * 1fr), align: sides.map(side => to.at(side) + top))
  let first = true
  for some in rows.chunks(part) {
    let gap = if first { 4mm } else { 0pt }
    block(above: gap, below: 0pt, table(table.header(..columns), ..some.flatten()))
    first = false
  }
}

#title()
"""
"""Stands before the body of every paper.

The body finds `data` (whatever the caller gave), `facts(rows)` and `records(columns, widths, sides,
rows)`; texts in them are texts, never typst.
"""

WORDS: Final = {"de": ("Seite", "von"), "en": ("Page", "of")}
"""The words of the footer."""
