from . import bike_bike
from . import bike_rental
from . import bike_station
