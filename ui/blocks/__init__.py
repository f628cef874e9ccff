"""The pieces that pages are made of, each drawing one thing from a view."""
