from . import res_groups
from . import sextant_bridge
