"""The blocks of the Map page alone: a view comes in, the map for looking closely and the events of its towns are drawn."""
