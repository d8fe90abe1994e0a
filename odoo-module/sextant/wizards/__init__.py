from . import sextant_connect
