"""A spaCy `DocBin` of all releases, for training: claims as spans, names and times as entities."""

from __future__ import annotations

from pathlib import Path

from extract.exports.inputs import Outputs


def write(outputs: Outputs, path: Path) -> list[str]:
    """Write the `DocBin` to `path`."""
    from extract.spacy_component import doc_bin

    path.write_bytes(
        doc_bin((release.document.text, release.claims, release.entities) for release in outputs.releases())
    )
    return []
