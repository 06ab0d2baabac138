"""The compiled ensemble: the clock of war/ over plain arrays, many wars at once, bit for bit.

Every formula of more than an addition is the very function that the reference model calls; what is
written twice is the order in which things happen, and the parity tests hold the two together.
"""
