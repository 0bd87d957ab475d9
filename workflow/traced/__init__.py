"""The engine: rows to numbers to words, with nothing in it of any particular paper."""
