"""Measures the dashboard in a real browser, beside an empty Streamlit page in the same run; `make bench`."""
