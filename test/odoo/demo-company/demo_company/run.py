"""The build, chapter by chapter. Everything is created through Odoo's ORM, seeded and on a frozen clock."""

import gc
import os
from datetime import timedelta

from . import bank, companies, irregularities, leads, master_data, monthly, opening, purchasing, rates, sales, shops
from .clock import FIRST_DAY, TODAY, WEEKS, Clock, month_end
from .quiet import without_chatter
from .world import World


def wall():
    """Seconds of the real clock; freezegun freezes those of the module time."""
    return os.times().elapsed


def build(env):
    started = wall()
    if env['account.move'].search_count([], limit=1):
        raise SystemExit('ERROR: this database already has journal entries; build.sh wants a fresh one')
    clock = Clock()
    try:
        world = World(env, clock)
        timings = {}
        with without_chatter(env):
            play(world, timings, started)
        irregularities.write(world)
    finally:
        clock.stop()
    print(', '.join(f'{name} {seconds:.0f} s' for name, seconds in timings.items()))
    print(f'DEMO COMPANY COMPLETE in {wall() - started:.0f} s')


def play(world, timings, started):
    with stopwatch(timings, 'set-up'):
        set_up(world)
    # What the set-up made stays; the collector need not look at it again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    weeks = min(int(os.environ.get('DEMO_WEEKS', WEEKS)), WEEKS)
    for week in range(weeks):
        play_week(world, week, timings)
        if week % 10 == 9:
            print(f'week {week + 1} of {WEEKS}, {wall() - started:.0f} s', flush=True)
    with stopwatch(timings, 'finish'):
        irregularities.finish(world)
        world.commit()


def set_up(world):
    world.clock.at(opening.OPENING_DAY, 6)
    companies.create_companies(world)
    companies.complete_charts(world)
    rates.create_rates(world)
    master_data.create_products(world)
    master_data.create_partners(world)
    master_data.create_people(world)
    shops.open_shops(world)
    leads.prepare(world)
    for branch in world.branches.values():
        purchasing.start_planning(world, branch)
        value = opening.opening_stock(world, branch, world.chance(f'opening {branch.key}'))
        branch.opening = opening.opening_entry(world, branch, value)
    world.commit()


def play_week(world, week, timings):
    monday = FIRST_DAY + timedelta(weeks=week)
    sunday = monday + timedelta(days=6)
    for branch in world.branches.values():
        rng = world.chance(f'week {week} {branch.key}')
        with stopwatch(timings, 'purchasing'):
            purchasing.order_goods(world, branch, rng, monday, week)
            for event in branch.agenda_take(('receipt',), sunday):
                purchasing.receive(world, branch, rng, event)
        with stopwatch(timings, 'sales'):
            rounds = ((0, 1), (3, 4)) if branch.key == 'A' else ((1, 2),)
            for ordered, delivered in rounds:
                sales.play_round(world, branch, rng, monday + timedelta(days=ordered), monday + timedelta(days=delivered))
            for event in branch.agenda_take(('credit',), sunday):
                sales.credit_note(world, branch, event)
        if branch.key == 'A':
            with stopwatch(timings, 'shops'):
                shops.play_week(world, branch, rng, monday)
        with stopwatch(timings, 'month'):
            play_calendar(world, branch, rng, monday, sunday)
        irregularities.play_week(world, branch, monday, sunday)
        with stopwatch(timings, 'money'):
            bank.settle(world, branch, rng, sunday)
            if week % 4 == 3:
                monthly.treasury(world, branch, sunday)
        purchasing.learn_demand(world, branch)
    with stopwatch(timings, 'commit'):
        world.commit()
        if week % 2:
            world.env.invalidate_all()
            gc.collect()


def play_calendar(world, branch, rng, monday, sunday):
    """Month beginnings and ends that fall into this week."""
    for offset in range(7):
        day = monday + timedelta(days=offset)
        if day.day == 1:
            leads.play_month(world, branch, rng, day)
        if day.day in (8, 22):
            monthly.scrap_expired(world, branch, day)
        if day == month_end(day):
            monthly.close_month(world, branch, rng, day)
            if day.month % 3 == 0:
                monthly.close_stock(world, branch, day)
        if day == TODAY:
            break


class stopwatch:
    def __init__(self, timings, name):
        self.timings, self.name = timings, name

    def __enter__(self):
        self.start = sum(os.times()[:2])

    def __exit__(self, *_exc):
        self.timings[self.name] = self.timings.get(self.name, 0.0) + sum(os.times()[:2]) - self.start
