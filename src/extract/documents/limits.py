"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes that no honest release reaches; whatever does is refused, never cut.

    Args:
        megabytes: of one document, packed or unpacked, in units of 1,000,000 bytes.
        ratio: how many times its own size an archive may unpack to; smaller archives than a megabyte count
            as one. Text is packed to a fifth or a tenth, a zip bomb to a thousandth.
    """

    megabytes: int = 64
    ratio: int = 200

    @property
    def document(self) -> int:
        """The most bytes of one document."""
        return self.megabytes * _MEGABYTE

    def unpacked(self, packed: int) -> int:
        """The most bytes that an archive of `packed` bytes may unpack to in all."""
        return self.ratio * max(packed, _MEGABYTE)

    def too_large(self) -> str:
        """The cause of a refusal for size."""
        return f"is larger than {self.megabytes} MB, the limit set by --max-mb"
