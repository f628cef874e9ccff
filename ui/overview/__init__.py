"""The blocks of the overview alone: a view comes in, the live picture of it is drawn."""
