"""The edition and its keepers: the files of a data folder come in, checked and typed frames in the reader's
language go out.
"""
