"""From bytes to records: encodings, sheets, workbooks, the codebook, coded interviews."""
