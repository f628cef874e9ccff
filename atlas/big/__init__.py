"""Tables beyond memory: Parquet or CSV of any length comes in, prepared cells, views and pages of rows go
out.
"""
