"""A slow recomputation of every count with pandas, from its published words alone.

Nothing of `pipelines/counts/sql` is used here: a fault there and here would have to be the same
fault, made twice. Linkage and families are given; what is counted of them is not.
"""
