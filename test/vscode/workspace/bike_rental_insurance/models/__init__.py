from . import bike_insurance
from . import bike_rental
