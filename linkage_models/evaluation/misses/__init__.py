"""Which kinds of link are false or missed, how often, and what would fix each.

Reads what a linkage left behind and a truth; changes nothing. How good a linkage is as a whole
belongs to the package above.
"""
