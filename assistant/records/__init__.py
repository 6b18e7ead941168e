"""Questions over records: what is asked, which records pass, what is said of them with their cells."""
