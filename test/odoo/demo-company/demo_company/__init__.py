"""The demo company: a small grocery group built through Odoo's ORM. Start reading at run.py."""
