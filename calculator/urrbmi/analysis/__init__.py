"""What a case would be elsewhere, in another year, with a higher bill, and which bill leads to a given result.

All of it is asked of the same core that settles: no rule is told a second time here.
"""
