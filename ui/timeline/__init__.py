"""The blocks of the timeline alone: a view comes in, figures and milestones over time are drawn."""
