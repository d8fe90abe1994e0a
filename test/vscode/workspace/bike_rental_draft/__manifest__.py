{
    "name": "Bike Rental Draft",
    "summary": "Repairs, not ready yet",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Sextant",
    "website": "https://example.com",
    "license": "LGPL-3",
    "depends": ["bike_rental"],
    "data": [
        "views/bike_repair_views.xml",
    ],
}
