"""What keeps a document from being made and can be said to a user: a template that is none, a font that is missing."""


class BriefingError(Exception):
    """A document cannot be made as asked; the message says in Chinese why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
