"""No chatter: thousands of notes on documents would be a third of the database and are no figure anybody asks for."""

from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def without_chatter(env):
    """Notes (`message_post` and its relatives) are not written; everything else of Odoo runs unchanged."""
    thread = env.registry['mail.thread']

    def nothing(self, *_args, **_kwargs):
        return self.env['mail.message']

    names = ('message_post', 'message_post_with_source', '_message_log', '_message_log_batch')
    patches = [patch.object(thread, name, nothing) for name in names]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
