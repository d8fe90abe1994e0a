-- Where a question was asked: on a page of the console or of Odoo, by a schedule, on the command line, by an MCP client.
alter table question_run add column asked_from text not null default 'page'
  check (asked_from in ('page', 'schedule', 'command line', 'mcp'));
