"""A synthetic country: real names of places, invented documents, to measure what the project costs as it grows."""
