"""Planted irregularities."""
import json, os

def prepare(world):
    pass
def play_week(world, branch, monday, sunday):
    pass
def finish(world):
    pass
def write(world):
    pass
