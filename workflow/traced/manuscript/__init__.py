"""From template to document: filled text, tables, cross-references, pandoc."""
