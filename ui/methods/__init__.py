"""The blocks of the methods alone: a view comes in, the rules and a worked example are drawn."""
