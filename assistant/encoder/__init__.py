"""The packaged encoder, and the small trained models that read its states."""
