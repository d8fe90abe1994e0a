"""Sales leads: some won, some lost, some still open."""

from datetime import timedelta

from . import catalogue
from .clock import TODAY


def play_month(world, branch, rng, first):
    env = branch.env
    count = rng.randint(2, 4) if branch.key == 'A' else rng.randint(1, 3)
    sellers = world.sellers[branch.key]
    world.clock.at(first.replace(day=5), 10)
    vals = []
    for _ in range(count):
        firm, topic = rng.choice(catalogue.LEAD_FIRMS), rng.choice(catalogue.LEAD_TOPICS)
        vals.append({'name': f'{topic}, {firm}', 'type': 'opportunity', 'partner_name': firm, 'company_id': branch.company.id,
                     'user_id': sellers[rng.randrange(len(sellers))].id, 'expected_revenue': round(rng.lognormvariate(8.9, 0.6), -2),
                     'date_deadline': first + timedelta(days=rng.randint(30, 120)), 'stage_id': world.stages[rng.choice((0, 0, 1, 1, 2))].id})
    leads = env['crm.lead'].create(vals)
    for lead in leads:
        age = (TODAY - first).days
        fate = rng.random()
        if age > 60 and fate < 0.34:
            world.clock.at(min(first + timedelta(days=rng.randint(15, 55)), TODAY), 12)
            lead.action_set_won()
        elif age > 60 and fate < 0.72:
            world.clock.at(min(first + timedelta(days=rng.randint(15, 55)), TODAY), 12)
            lead.action_set_lost(lost_reason_id=world.lost_reasons[rng.randrange(len(world.lost_reasons))].id)


def prepare(world):
    world.stages = world.env['crm.stage'].search([], order='sequence, id')
    world.lost_reasons = world.env['crm.lost.reason'].with_context(active_test=False).search([], order='id')
