"""What is wrong with a formula, and where."""


class FormulaError(Exception):
    """A formula cannot be understood or makes no sense.

    Attributes:
        sentence: Whole sentences for the person who wrote it: what is wrong and what to do.
        start: First letter of the wrong place in the text.
        end: The letter behind it; equal to `start` where something is missing.
    """

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.start = start
        self.end = end
