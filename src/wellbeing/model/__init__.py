"""What a table means: schemas, vocabularies, published cells."""
