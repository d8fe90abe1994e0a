{
    "name": "Bike Rental Insurance",
    "summary": "Insures a rental by the day",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Sextant",
    "website": "https://example.com",
    "license": "LGPL-3",
    "depends": ["bike_rental"],
    "data": [
        "security/ir.model.access.csv",
        "views/bike_rental_views.xml",
    ],
}
