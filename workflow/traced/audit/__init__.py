"""Where each number comes from: trails, and the pages, comments and answers that explain it."""
