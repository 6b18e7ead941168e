"""The page Portfolio: every initiative against every outcome, on the page, in print and as a workbook."""
