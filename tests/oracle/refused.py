"""What has no result."""


class Refused(Exception):
    """The formula cannot be used on the board: it asks for what cannot be worked out."""
