"""Theory is what a paper proves must follow; mechanisms are what the sides do.

Every file here holds closed forms (or an exact small system) of one paper, with its symbols, and
shares no code with the model it judges. The names of authors are used as they are where the result
is the published one; "X-type, own derivation" marks a reconstruction in the spirit of a paper.
"""
