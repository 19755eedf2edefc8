"""What an adapter raises when a person must know; the texts say what to do."""


class StorageError(Exception):
    """Storage failed in a way a person must know; the text says what to do."""


class ConnectorError(Exception):
    """A connector could not do what a person asked for; the text says why and what to do."""
