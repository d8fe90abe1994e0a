from . import sextant_bridge
