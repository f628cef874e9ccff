"""The blocks that several screens use: a view comes in, one thing each is drawn from it."""
