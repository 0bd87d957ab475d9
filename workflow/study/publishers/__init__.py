"""The official statistics as their publishers write them: which tables, which labels, which columns."""
