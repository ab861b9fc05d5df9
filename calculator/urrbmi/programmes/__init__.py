"""The programmes: one file each, with the fields of its claim (FIELDS) and how it is settled (settle)."""
