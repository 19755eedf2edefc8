"""Reports on the programme: council paper and monthly status, frozen, as PDF/UA, and as a page.

`contents` is what a report holds (plain texts and numbers), `building` makes it of a state,
`freezing` keeps it with its hash, `papers` sets it, `dashboards` writes the public page,
`checking` says what must not be published.
"""
