"""What the group buys and sells. All names are invented.

A product: code, name, category, unit cost (EUR), list price (EUR, without tax), Irish VAT class, shelf life in days
(0 = not tracked by lot), season profile, popularity.
VAT classes: Z zero-rated food, R reduced, S standard.
"""

CATEGORIES = ('Fresh & Dairy', 'Bakery', 'Pantry', 'Drinks', 'Wine & Cider', 'Household', 'Gifts & Hampers')

# Monthly factors, January first.
SEASONS = {
    'flat': (0.93, 0.95, 0.98, 1.00, 1.00, 1.00, 1.00, 0.98, 1.00, 1.02, 1.05, 1.12),
    'summer': (0.60, 0.65, 0.80, 1.00, 1.20, 1.45, 1.55, 1.40, 1.05, 0.85, 0.70, 0.75),
    'winter': (1.10, 1.05, 0.95, 0.85, 0.80, 0.75, 0.75, 0.80, 0.95, 1.10, 1.35, 1.60),
    'festive': (0.35, 0.45, 0.60, 0.80, 0.60, 0.55, 0.55, 0.55, 0.70, 1.00, 1.90, 3.20),
}
TRADE = (0.86, 0.90, 0.97, 1.00, 1.03, 1.07, 1.08, 0.97, 1.00, 1.03, 1.12, 1.32)

PRODUCTS = (
    ('FD-101', 'Organic UHT milk 6 × 1 L', 'Fresh & Dairy', 6.30, 9.20, 'Z', 90, 'flat', 9),
    ('FD-102', 'Farmhouse butter 454 g', 'Fresh & Dairy', 2.75, 4.10, 'Z', 90, 'flat', 8),
    ('FD-103', 'Greek style yoghurt 5 kg', 'Fresh & Dairy', 9.40, 13.80, 'Z', 80, 'summer', 6),
    ('FD-104', 'Mature cheddar block 2.5 kg', 'Fresh & Dairy', 17.40, 25.20, 'Z', 120, 'flat', 6),
    ('FD-105', 'Aged gouda wheel 4 kg', 'Fresh & Dairy', 38.00, 55.90, 'Z', 110, 'winter', 2),
    ('FD-106', 'Free-range eggs, tray of 30', 'Fresh & Dairy', 5.10, 7.40, 'Z', 65, 'flat', 9),
    ('FD-107', 'Smoked trout side 900 g', 'Fresh & Dairy', 14.80, 21.90, 'Z', 90, 'festive', 4),
    ('FD-108', 'Fresh cream 2 L', 'Fresh & Dairy', 5.60, 8.25, 'Z', 80, 'festive', 5),
    ('FD-109', 'Halloumi 800 g', 'Fresh & Dairy', 6.60, 9.80, 'Z', 150, 'summer', 4),
    ('FD-110', 'Jambon cuit artisanal 1.2 kg', 'Fresh & Dairy', 10.90, 16.20, 'Z', 85, 'flat', 4),
    ('BK-201', 'Sourdough loaf 800 g', 'Bakery', 2.05, 3.30, 'Z', 0, 'flat', 8),
    ('BK-202', 'Butter croissants, box of 40', 'Bakery', 19.50, 28.90, 'R', 0, 'flat', 6),
    ('BK-203', 'Crème brûlée tart 26 cm', 'Bakery', 9.20, 14.40, 'R', 0, 'festive', 3),
    ('BK-204', 'Gluten-free brownies, tray', 'Bakery', 12.70, 18.90, 'R', 0, 'flat', 4),
    ('BK-205', 'Pastéis de nata, box of 24', 'Bakery', 13.60, 20.50, 'R', 0, 'flat', 4),
    ('BK-206', 'Mince pies, box of 36', 'Bakery', 14.20, 22.00, 'R', 0, 'festive', 3),
    ('PA-301', 'Extra virgin olive oil 5 L', 'Pantry', 31.50, 44.90, 'Z', 0, 'flat', 7),
    ('PA-302', 'Basmati rice 10 kg', 'Pantry', 15.20, 21.90, 'Z', 0, 'flat', 6),
    ('PA-303', 'Penne rigate 5 kg', 'Pantry', 6.30, 9.30, 'Z', 0, 'flat', 6),
    ('PA-304', 'Chopped tomatoes 6 × 2.5 kg', 'Pantry', 13.80, 19.80, 'Z', 0, 'flat', 7),
    ('PA-305', 'Wildflower honey 3 kg', 'Pantry', 18.60, 27.30, 'Z', 0, 'winter', 4),
    ('PA-306', 'Strong bread flour 16 kg', 'Pantry', 11.90, 17.20, 'Z', 0, 'flat', 6),
    ('PA-307', 'Red lentils 5 kg', 'Pantry', 7.80, 11.60, 'Z', 0, 'winter', 4),
    ('PA-308', 'Tahini 2.5 kg', 'Pantry', 14.10, 20.70, 'Z', 0, 'flat', 3),
    ('PA-309', 'Dark chocolate couverture 2.5 kg', 'Pantry', 24.30, 35.50, 'S', 0, 'festive', 4),
    ('PA-310', 'Sea salt flakes 1.5 kg', 'Pantry', 6.90, 10.90, 'Z', 0, 'flat', 3),
    ('PA-311', 'Oat granola 5 kg', 'Pantry', 17.30, 25.40, 'S', 0, 'flat', 4),
    ('PA-312', 'Medjool dates 5 kg 🌴', 'Pantry', 32.80, 47.90, 'Z', 0, 'festive', 3),
    ('DR-401', 'Sparkling water 24 × 33 cl', 'Drinks', 7.10, 11.20, 'S', 0, 'summer', 8),
    ('DR-402', 'Cloudy apple juice 12 × 75 cl', 'Drinks', 17.80, 26.80, 'S', 0, 'summer', 6),
    ('DR-403', 'Espresso beans 6 × 1 kg', 'Drinks', 57.00, 81.50, 'Z', 0, 'winter', 7),
    ('DR-404', 'Breakfast tea, 600 bags', 'Drinks', 13.90, 20.90, 'Z', 0, 'winter', 5),
    ('DR-405', 'Elderflower cordial 6 × 50 cl', 'Drinks', 14.60, 22.40, 'S', 0, 'summer', 4),
    ('DR-406', 'Oat drink barista 12 × 1 L', 'Drinks', 15.40, 22.60, 'S', 0, 'flat', 7),
    ('DR-407', 'Ginger kombucha 12 × 33 cl', 'Drinks', 16.20, 24.90, 'S', 0, 'summer', 4),
    ('WI-501', 'Rioja crianza, case of 6', 'Wine & Cider', 36.50, 54.00, 'S', 0, 'winter', 5),
    ('WI-502', 'Vinho verde, case of 6', 'Wine & Cider', 30.20, 45.00, 'S', 0, 'summer', 4),
    ('WI-503', 'Crémant brut, case of 6', 'Wine & Cider', 53.00, 79.00, 'S', 0, 'festive', 4),
    ('WI-504', 'Dry orchard cider 24 × 33 cl', 'Wine & Cider', 25.80, 38.90, 'S', 0, 'summer', 5),
    ('HH-601', 'Compostable cups, sleeve of 1000', 'Household', 46.00, 66.50, 'S', 0, 'flat', 5),
    ('HH-602', 'Paper towels, pack of 24', 'Household', 13.20, 20.40, 'S', 0, 'flat', 5),
    ('HH-603', 'Dishwasher liquid 10 L', 'Household', 16.70, 25.90, 'S', 0, 'flat', 4),
    ('HH-604', 'Takeaway boxes, 300 pieces', 'Household', 27.40, 40.90, 'S', 0, 'flat', 5),
    ('GH-701', 'Harvest hamper, small', 'Gifts & Hampers', 26.00, 41.00, 'S', 0, 'festive', 3),
    ('GH-702', 'Harvest hamper, large', 'Gifts & Hampers', 58.00, 92.00, 'S', 0, 'festive', 3),
    ('GH-703', 'Tasting box “Douro”', 'Gifts & Hampers', 33.00, 51.50, 'S', 0, 'festive', 2),
)

# Sold until this date, then dropped from the range (its last lot stays on the shelf: a planted irregularity).
DISCONTINUED = {'FD-105': '2026-06-30'}
# Not reordered any more after this date, yet sold on (stock goes negative: a planted irregularity).
NOT_REORDERED = {'DR-405': '2026-10-19'}

VENDORS = (
    # name, country, currency, companies (A foods, B wholesale), categories supplied, contact person
    ('Ballynure Dairy Co-operative', 'IE', 'EUR', 'A', ('Fresh & Dairy',), 'Gráinne Ó Dubhthaigh'),
    ('Forno Santa Lucía S.r.l.', 'IT', 'EUR', 'AB', ('Bakery',), 'Niccolò Bardelli'),
    ('Moulin de la Brèche SARL', 'FR', 'EUR', 'A', ('Pantry',), 'Édith Lacombe-Vasseur'),
    ('Atlantic Pantry Imports Inc.', 'US', 'USD', 'AB', ('Pantry',), 'Dwayne Pruett'),
    ('Quinta do Vale Encoberto Lda', 'PT', 'EUR', 'AB', ('Wine & Cider', 'Gifts & Hampers'), 'Inês Carvalhão'),
    ('Thornbury Beverage Works Ltd', 'GB', 'GBP', 'AB', ('Drinks',), 'Rhys Pendarves'),
    ('Kestrel Clean Supplies Ltd', 'GB', 'GBP', 'B', ('Household',), 'Imogen Fairclough'),
    ('Nordhagen Verpackung GmbH', 'DE', 'EUR', 'A', ('Household',), 'Jürgen Weißhaupt'),
    ('Pennine Creameries Ltd', 'GB', 'GBP', 'B', ('Fresh & Dairy',), 'Alasdair Murchie'),
    ('Wexmoor Millers Ltd', 'GB', 'GBP', 'B', ('Pantry',), 'Tamsin Oakeshott'),
)

# Suppliers of services: name, company, expense account key, monthly amount (company currency), spread, VAT class
SERVICES = (
    ('Lumen Grid Energy DAC', 'A', 'utilities', 1650, 0.30, 'S'),
    ('Corrib Freight & Courier', 'A', 'freight', 1480, 0.20, 'S'),
    ('Halyard Insurance Brokers', 'A', 'insurance', 620, 0.0, 'Z'),
    ('Sláinte Payroll & Accounts', 'A', 'professional', 780, 0.10, 'S'),
    ('Bluefinch Media', 'A', 'marketing', 900, 0.45, 'S'),
    ('Cloudberry Telecom', 'A', 'it', 410, 0.05, 'S'),
    ('Severn Power Supply Ltd', 'B', 'utilities', 820, 0.30, 'S'),
    ('Mercia Haulage Ltd', 'B', 'freight', 1720, 0.20, 'S'),
    ('Ashdown & Pike LLP', 'B', 'professional', 560, 0.10, 'S'),
    ('Cloudberry Telecom UK', 'B', 'it', 260, 0.05, 'S'),
)
LANDLORDS = (('Dún Laoghaire Estates', 'A', 4000, 'Z'), ('Trentside Properties Ltd', 'B', 2350, 'Z'))

# Business customers: name, country, currency, company, weight, terms (days), payment habit, contact
CUSTOMERS = (
    ('The Copper Kettle Café', 'IE', 'EUR', 'A', 7, 30, 'prompt', 'Aoife Ní Bhriain'),
    ('Hotel Marégrande', 'FR', 'EUR', 'A', 9, 30, 'prompt', 'Thibault Desrousseaux'),
    ('Saltwater Bistro', 'IE', 'EUR', 'A', 6, 15, 'late', 'Cormac Delahunty'),
    ('Åkerlund Catering AB', 'SE', 'EUR', 'A', 5, 30, 'prompt', 'Linnéa Åkerlund'),
    ('Blue Gate Schools Trust', 'IE', 'EUR', 'A', 8, 45, 'late', 'Fionnuala Kerrigan'),
    ('مطعم الياسمين Jasmine Dining', 'IE', 'EUR', 'A', 6, 30, 'erratic', 'ليلى الحداد'),
    ('Liffeyside Offices Ltd', 'IE', 'EUR', 'A', 5, 30, 'prompt', 'Mattias Brenner'),
    ('Grand Canal Brasserie', 'IE', 'EUR', 'A', 10, 30, 'worsening', 'Orlaith Mac Giolla'),
    ('Kilrush Harbour Hotel', 'IE', 'EUR', 'A', 7, 30, 'never', 'Declan Rafterry'),
    ('Żółta Gęś Delikatesy', 'PL', 'EUR', 'A', 4, 30, 'prompt', 'Wojciech Przybyłowicz'),
    ('Finca Los Almendros', 'ES', 'EUR', 'A', 4, 45, 'late', 'Begoña Iturriaga'),
    ('Tiergarten Feinkost GmbH', 'DE', 'EUR', 'A', 6, 30, 'prompt', 'Ulrike Grünwald'),
    ('Nightingale Care Homes', 'IE', 'EUR', 'A', 8, 30, 'partial', 'Siobhán Whelan-Marsh'),
    ('Bean & Barrow', 'IE', 'EUR', 'A', 4, 15, 'prompt', 'Padraig Tuohy'),
    ('Manhattan Pantry Club LLC', 'US', 'USD', 'A', 6, 30, 'prompt', 'Shanice Okonjo'),
    ('Hudson Gourmet Partners', 'US', 'USD', 'A', 4, 45, 'late', 'Trevor Lindqvist'),
    ('Belfast Deli Collective', 'GB', 'GBP', 'A', 5, 30, 'erratic', 'Róisín McAnespie'),
    ('Cork City Sports Club', 'IE', 'EUR', 'A', 3, 30, 'late', 'Eoghan Tierney'),
    ('Atelier Traiteur Beaulieu', 'FR', 'EUR', 'A', 5, 30, 'prompt', 'Clémence Beaulieu'),
    ('Rathmoylan Festival Co.', 'IE', 'EUR', 'A', 3, 30, 'erratic', 'Ciarán Hession'),
    ('Wren & Sparrow Delis Ltd', 'GB', 'GBP', 'B', 9, 30, 'prompt', 'Philippa Thistlewood'),
    ('Camden Corner Stores Ltd', 'GB', 'GBP', 'B', 8, 30, 'late', 'Anand Krishnamoorthy'),
    ('Pemberley Farm Shops', 'GB', 'GBP', 'B', 7, 30, 'prompt', 'Georgiana Holt'),
    ('מעדניית הגפן Gefen Deli', 'GB', 'GBP', 'B', 4, 30, 'prompt', 'נועה ברקוביץ'),
    ('Tyneside Catering Group', 'GB', 'GBP', 'B', 7, 45, 'partial', 'Callum Ridley'),
    ('Bruges Épicerie Fine BV', 'BE', 'EUR', 'B', 6, 30, 'prompt', 'Liesbeth Vandenbroucke'),
    ('Marché du Lac SA', 'CH', 'EUR', 'B', 5, 45, 'late', 'Étienne Rochat'),
    ('Boston Larder Company', 'US', 'USD', 'B', 4, 30, 'erratic', 'Marcus Feeney'),
    ('Cotswold Inns & Kitchens', 'GB', 'GBP', 'B', 6, 30, 'prompt', 'Hugo Sandilands'),
    ('Merseyside Market Traders', 'GB', 'GBP', 'B', 5, 15, 'late', 'Shereen Akhtar-Jones'),
)

EMPLOYEES = (
    # name, company, department, job
    ('Niamh Corrigan', 'A', 'Management', 'Managing director'), ('Tomás Ó Flatharta', 'A', 'Retail', 'Shop manager, Dublin'),
    ('Beatriz Salgueiro', 'A', 'Retail', 'Shop manager, Cork'), ('Dmytro Havrylenko', 'A', 'Retail', 'Shop manager, Galway'),
    ('Zoë Hartnett', 'A', 'Retail', 'Sales assistant'), ('Fatima El Khoury', 'A', 'Retail', 'Sales assistant'),
    ('Łukasz Zawadzki', 'A', 'Logistics', 'Warehouse lead'), ('Seán Mulqueen', 'A', 'Logistics', 'Driver'),
    ('Anneliese Böhm', 'A', 'Sales', 'Account manager'), ('Kwabena Asante-Frimpong', 'A', 'Sales', 'Account manager'),
    ('Máire Ní Chonghaile', 'A', 'Finance', 'Bookkeeper'), ('Ravi Subramanian', 'A', 'Purchasing', 'Buyer'),
    ('Harriet Colebrooke', 'B', 'Management', 'General manager'), ('Owain Prydderch', 'B', 'Logistics', 'Warehouse lead'),
    ('Yusuf Demirbaş', 'B', 'Logistics', 'Picker'), ('Catriona Geddes', 'B', 'Sales', 'Account manager'),
    ('Bartholomew Quayle', 'B', 'Sales', 'Account manager'), ('Mei-Lin Thackeray', 'B', 'Finance', 'Accountant'),
)

LEAD_TOPICS = ('Weekly coffee supply', 'Canteen contract', 'Christmas hampers 🎁', 'Wedding catering', 'Café opening',
               'School lunches', 'Wine list renewal', 'Export enquiry', 'Vending corner', 'Festival food stalls')
LEAD_FIRMS = ('Oakhollow Studios', 'Brightwater Clinic', 'Café Törngren', 'Larkspur Hotels', 'Ñandú Travel', 'Stonebridge College',
              'Ferndale Tennis Club', 'Kowalczyk i Synowie', 'Rue Verte Conseil', 'Pinewood Library', 'Dunmore Rowing Club', 'Tidewater Labs')
