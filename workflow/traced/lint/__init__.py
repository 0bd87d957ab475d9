"""No number without an origin: the grammar of numerals, prose, template text, exemptions, the transcript."""
