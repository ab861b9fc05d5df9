"""The pages of the site: a pure function from the checked rules to HTML, CSV and JSON. It knows nothing of MkDocs."""
