"""Charts, drawn at build time as SVG from the same data as the tables."""
