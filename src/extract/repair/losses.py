"""What the repair stage finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """Characters that a page lost: `lost` stood before the character at `place`.

    `reading` is the run as it must have been, `reasons` say why, `rejected` what else it could have been.
    """

    place: int
    lost: str
    reading: str
    reasons: tuple[str, ...]
    rejected: tuple[str, ...] = ()

    def rules(self) -> tuple[str, ...]:
        """What a record made from this place names as its rules."""
        why = [f"repair, because: {reason}" for reason in self.reasons]
        return (
            f"repair: read as {self.reading}",
            *why,
            *(f"repair, rejected: {other}" for other in self.rejected),
        )
