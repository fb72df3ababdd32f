"""Files and folders to documents: the manifest, the text as it is stored, and what it says of itself.

The manifest outranks the text. Text is decoded and never changed: line ends, byte-order mark and damaged
characters stay, so that offsets point into the file as it is stored.
"""

from extract.documents.files import Source, describe, discover, read
from extract.documents.manifest import MANIFEST

__all__ = ["MANIFEST", "Source", "describe", "discover", "read"]
