"""The parts of the paper: each module computes the numbers of one, and is named as its rule."""
