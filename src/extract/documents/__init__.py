"""Files and folders to documents: the manifest, the text as it is stored, and what it says of itself.

The manifest outranks what a file says of itself, and that outranks what its text suggests. Plain text is
decoded and never changed: line ends, byte-order mark and damaged characters stay, so that offsets point into
the file as it is stored. Of web pages, PDF and Word files, offsets point into the text that the reader gives,
which is stored with the document, and `parts` say where each stretch of it stands in the file.
"""

from extract.documents.contents import Contents, Opening
from extract.documents.files import Sources, discover
from extract.documents.limits import Limits
from extract.documents.manifest import MANIFEST
from extract.documents.release import describe, read
from extract.documents.sources import Source

__all__ = ["MANIFEST", "Contents", "Limits", "Opening", "Source", "Sources", "describe", "discover", "read"]
