"""Urban and Rural Resident Basic Medical Insurance (城乡居民基本医疗保险): the rules core.

Pure Python, standard library only; the same code runs on the command line and, through Pyodide, in a browser.
"""
