"""Questions that have a route of their own: a file tells what is asked, and answers it on quotes."""
