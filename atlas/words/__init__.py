"""Words, numbers and dates as people write them: a text in any spelling comes in, a word of the reader's
language, a number or a day goes out.
"""
