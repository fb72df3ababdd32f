"""Bytes of a file to the plain text that all offsets refer to, one module a kind of file.

A reader takes bytes and the file's name for messages, and gives a `Plain`. It imports its library when it is
called, so that a run over text files starts as quickly as before. A reader never changes what is written
in the file; it leaves out what is no text of the release (navigation, running heads) and joins lines that
only a page's width broke.
"""

from extract.documents.readers.kinds import SUFFIXES, reader_of
from extract.documents.readers.plain import Plain

__all__ = ["SUFFIXES", "Plain", "reader_of"]
