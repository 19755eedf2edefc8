"""Papers: tagged PDF that a screen reader can read (PDF/UA-1), set by typst.

`compiling.compile_paper` takes a body in the language of typst and its data, and returns the bytes;
`setting` has what all papers have in common (page, fonts, facts, tables). It is done
in a child process (`working`) and waited for: call it beside the window. Nothing is fetched, no
file is read but fonts; data go in as JSON and are never read as typst.
"""

from app.services.papers.compiling import Paper, compile_paper
from app.services.papers.failures import PaperError

__all__ = ["Paper", "PaperError", "compile_paper"]
