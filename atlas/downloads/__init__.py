"""What leaves as a file: the rows of a view come in, CSV, XLSX, Parquet, GeoJSON, JSON and zip go out, each
with what it rests on.
"""
