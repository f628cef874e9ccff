"""One module a kind of file: bytes in, a ``reading.Reading`` of text cells out, everything in memory."""
