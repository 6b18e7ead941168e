"""The index on disk: generations, shards, catalog, caches. chromadb is known in `vectors` only, tantivy in `words` only."""
