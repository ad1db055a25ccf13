"""Plain text: articles as people write, copy and print them."""
