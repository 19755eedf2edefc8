"""Documents: what a person is told whose change comes too late."""

from app.domain.documents import DocumentKind, DocumentVersion, OutdatedError


def test_an_outdated_change_names_who_was_faster_and_why() -> None:
    newest = DocumentVersion(DocumentKind.RULES, 4, 1, "Ada", "Grenze nach Gutachten", "")
    sentence = str(OutdatedError(newest))
    assert "Ada" in sentence
    assert "Grenze nach Gutachten" in sentence
