"""Words for states inside formulas → codes."""

from difflib import get_close_matches

from app.domain.points import State
from app.services.formulas.errors import FormulaError
from app.services.formulas.trees import Node, Number, Word


def code_of(node: Node, states: tuple[State, ...]) -> float:
    """Return the code of a state by its word in either language, or by the number itself.

    Raises:
        FormulaError: The point has no such state; the sentence names those it has.
    """
    if isinstance(node, Number) and not node.unit:
        return node.value
    if not isinstance(node, Word):
        raise FormulaError(
            'Hier steht der Zustand: ein Wort in Anführungszeichen wie "Störung", oder sein Code.',
            node.start,
            node.end,
        )
    words: dict[str, int] = {}
    for state in states:
        for word in (state.label.de, state.label.en, state.text):
            if word:
                words.setdefault(word.casefold(), state.code)
    code = words.get(node.text.casefold())
    if code is not None:
        return float(code)
    if not states:
        raise FormulaError(
            "Dieser Datenpunkt hat keine benannten Zustände. Bitte den Code als Zahl angeben.",
            node.start,
            node.end,
        )
    alike = get_close_matches(node.text.casefold(), words, 1, 0.6)
    named = ", ".join(state.label.de for state in states[:8])
    meant = next((s.label.de for s in states if alike and s.code == words[alike[0]]), "")
    hint = f"Meinten Sie „{meant}“?" if meant else f"Hier gibt es die Zustände {named}."
    raise FormulaError(
        f"Einen Zustand „{node.text}“ gibt es hier nicht. {hint}", node.start, node.end
    )
