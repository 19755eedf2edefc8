"""Why a paper could not be made."""


class PaperError(Exception):
    """A paper cannot be made; a whole sentence, German."""


class MissingLetterError(PaperError):
    """A letter is in no font."""
