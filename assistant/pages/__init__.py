"""What a browser shows; these files draw, and what they draw is decided in functions without Streamlit."""
