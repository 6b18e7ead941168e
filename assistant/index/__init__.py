"""The index on disk: generations, shards, documents, caches."""
