"""Text and layout of the sample organisation's Word, PowerPoint, Excel and PDF files."""
