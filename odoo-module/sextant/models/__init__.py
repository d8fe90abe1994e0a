from . import ir_http
from . import res_groups
from . import res_users
from . import sextant_bridge
from . import sextant_code
from . import sextant_pairing
from . import sextant_reader
