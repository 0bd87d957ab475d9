"""From document to files: HTML, PDF, Word, figures."""
