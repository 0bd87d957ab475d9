"""The shapes in which tables of interviews come: wide, long, mapped, tagged exports, REFI-QDA codebooks."""
