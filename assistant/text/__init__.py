"""What any text says by its words alone: sentences, headings, names, numbers, measures. No model, no index."""
