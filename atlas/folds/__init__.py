"""What lies behind each figure and table: cells and a filter come in, the small frame that one figure, list
or search shows goes out.
"""
