"""Pictures: the only part that knows matplotlib. One picture a file."""

import logging

# No file of settings is used, so what is wrong with one is nobody's concern.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
