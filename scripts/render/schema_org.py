"""Words of schema.org that say what is to be done with them; apart, for MkDocs need not read all programs to know them."""

CONTEXT = "https://schema.org"
#: keys whose values are addresses on this site
ADDRESSES = ("url", "contentUrl", "item")
