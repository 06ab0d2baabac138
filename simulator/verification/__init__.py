"""Does the program reproduce what is known? Every published result, expected against obtained.

Three kinds of row: a closed form against a number printed in a paper, a solver against such a
number, and the whole simulator set to the limiting case that the paper solves. Every row carries a
negative control, the same comparison with something wrong in it, which must fail: a check that
cannot fail checks nothing.
"""
