"""How it looks and how it is asked: pages, the board, forms, REST, languages."""
