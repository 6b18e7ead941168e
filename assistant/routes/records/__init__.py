"""Questions over records: hurried ones written out, and what records, goals and tables answer together."""
