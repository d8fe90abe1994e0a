-- What answering questions took: one row a question that ended, without its text. Who looks after a tenant reads all of them.
create table question_run (
  tenant text not null default current_setting('sextant.tenant'),
  conversation text not null,
  -- Of the event that ended the question.
  seq bigint not null,
  -- Who asked, by the number in Odoo; '' once he is forgotten.
  person text not null default current_setting('sextant.user'),
  at timestamptz not null,
  ms integer not null,
  outcome text not null check (outcome in ('answered', 'refused', 'failed')),
  -- The error or refusal, by its code.
  code text,
  -- Per agent, or the planner alone: [{agent, models, requests, tools, tokens, cost}]. Cost in dollars; null where a price is not known.
  parts jsonb not null,
  primary key (tenant, conversation, seq)
);
create index question_run_at on question_run (tenant, at desc);

alter table question_run enable row level security;
alter table question_run force row level security;
create policy own_tenant on question_run using (tenant = current_setting('sextant.tenant'));
grant select, insert, update on question_run to sextant_app;
