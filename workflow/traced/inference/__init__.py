"""What the reported statements entail: conditions, statements, the integer program, bounds."""
