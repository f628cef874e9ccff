"""The blocks of the cities' screen alone: a view comes in, ranking, comparison and a town's profile are
drawn.
"""
