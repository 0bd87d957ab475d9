"""The four figures of the study, one module each: `draw` takes the rows of a table and returns a figure.

The rows are mappings of text to text, as their tables hold them; an empty cell is a missing value. A table without rows
draws a figure that says so, and a code that a module does not know is drawn in a neutral way, never dropped.
"""
