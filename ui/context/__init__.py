"""The blocks of the context alone: a view comes in, milestones, movements and symbols are drawn."""
