"""From records to numbers: quantities, named numbers, cases, how a number is written, what was published."""
