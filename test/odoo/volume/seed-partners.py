# Input for `odoo19 shell`: a thousand customers and vendors, a few of them with contacts, so that a report by partner has something to group.
companies = env["res.partner"].create([
    {"name": f"Volume Partner {i:04d}", "is_company": True, "email": f"partner{i:04d}@example.com"} for i in range(1, 1001)
])
env["res.partner"].create([
    {"name": f"Contact of {company.name}", "parent_id": company.id, "type": "contact"} for company in companies[:150]
])
env.cr.commit()
print("PARTNERS", len(companies))
