"""The blocks of the Map page: the map for looking closely, and the events of the towns looked at."""
