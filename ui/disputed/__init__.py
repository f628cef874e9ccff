"""The blocks of the disputed figures alone: a view comes in, who reports how many is drawn."""
