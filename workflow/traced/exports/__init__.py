"""What coding software writes, as it is known to write it; all other tables are read by a mapping."""
