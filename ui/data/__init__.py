"""The blocks of the data's screen alone: a view comes in, codebook, sources, quality, citation and the own
file are drawn.
"""
