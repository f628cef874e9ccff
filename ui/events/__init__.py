"""The blocks of an event's own page: a view comes in, the event with every reported figure is drawn."""
