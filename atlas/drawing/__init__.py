"""Everything that is drawn: small frames of numbers come in, plotly figures, pydeck decks and standalone
pictures go out.
"""
