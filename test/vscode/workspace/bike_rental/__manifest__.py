{
    "name": "Bike Rental",
    "summary": "Bikes, stations and rentals",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Sextant",
    "website": "https://example.com",
    "license": "LGPL-3",
    "depends": ["base", "web"],
    "data": [
        "security/bike_rental_groups.xml",
        "security/ir.model.access.csv",
        "views/bike_bike_views.xml",
        "views/bike_rental_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "bike_rental/static/src/availability/availability.js",
            "bike_rental/static/src/availability/availability.xml",
        ],
    },
    "application": True,
}
