"""A reader's own file: bytes of any shape come in, an edition in memory and an account of every row go out."""
