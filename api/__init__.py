"""HTTP beside the dashboard: the basemap, the server's health, and what every answer carries. Starlette only."""
