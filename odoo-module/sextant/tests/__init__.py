from . import test_sextant_bridge
from . import test_sextant_proposal
from . import test_sextant_question
from . import test_sextant_reader
from . import test_sextant_sign_in
from . import test_sextant_tours
