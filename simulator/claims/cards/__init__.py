"""Claim cards: what each author asserts, in our own words, with its executable part.

Nothing here runs a war, and nothing that runs a war may import this: an import contract holds it.
"""
