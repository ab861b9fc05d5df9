"""Pages that lead on to what once stood on them: a link to a cell goes on to the page that has it (assets/moved.js)."""

#: with the way to the site's top
SCRIPT = '<script type="module" src="{}assets/moved.js"></script>'
