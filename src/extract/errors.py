"""Errors a user can meet. Each message is one line that names the file and the cause."""

from __future__ import annotations


class ExtractError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(ExtractError):
    """A file that cannot be read as a release.

    Args:
        name: the file as the user named it.
        cause: what is wrong, in a few words.
    """

    def __init__(self, name: str, cause: str) -> None:
        self.name = name
        self.cause = cause
        super().__init__(f"{name}: {cause}")


class ManifestError(InputError):
    """A line of `manifest.tsv` that does not follow its header."""


class GoldError(InputError):
    """A gold file that does not fit its text or the format."""


class LexiconError(InputError):
    """A lexicon file, or a line of it, that does not follow its header."""


class NamesError(InputError):
    """A file of the user's own names, or a line of it, that cannot be read."""


class RuleError(ExtractError):
    """A rule that must not be loaded: it matches the empty string, repeats a name, or names no fragment."""


class UnitError(ExtractError):
    """A conversion between units of different dimensions."""
