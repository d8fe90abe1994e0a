from . import test_sextant_bridge
