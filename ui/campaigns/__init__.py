"""The blocks of the campaigns' screen alone: a view comes in, waves, courses and a campaign's profile are
drawn.
"""
