"""HTTP beside the dashboard: the data by URL, the basemap, health, and what every answer carries. Starlette only."""
