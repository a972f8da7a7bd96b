"""Mistakes a caller may handle: a file that cannot be read as a table at all."""


class UnreadableFile(Exception):
    """A file holds no readable table; `code` is stable, the message says in Chinese what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, str]]:
        """Travel between processes with both parts."""
        return UnreadableFile, (self.code, self.message)
