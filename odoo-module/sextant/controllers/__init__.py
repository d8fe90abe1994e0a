from . import bridge
from . import session
from . import sign_in
