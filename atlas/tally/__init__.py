"""The rules of counting: reported figures come in, one additive low-high table per measure goes out, and
the cells that fold it.
"""
