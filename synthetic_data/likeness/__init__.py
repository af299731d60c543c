"""How like a real borough a town is: measures with what is published of real ones, and pictures.

A measure is declared once, with the interval it should lie in and its source; the test and the
page `docs/synthetic_population.md` walk the declarations. Nothing here makes or changes a town.
"""
