-- Answers that users have marked as right. They influence nothing until a reviewer confirms them; confirmed ones are kept as files.
create table marked_question (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  state text not null check (state in ('pending', 'confirmed', 'rejected')),
  -- What was marked, as JSON: text of users, never read by a model.
  marked text not null,
  sha256 text not null,
  marked_by integer not null,
  marked_login text not null,
  marked_at timestamptz not null,
  decided_by integer,
  decided_at timestamptz,
  primary key (tenant, id)
);

alter table marked_question enable row level security;
alter table marked_question force row level security;
create policy own_tenant on marked_question using (tenant = current_setting('sextant.tenant'));
grant select, insert, update, delete on marked_question to sextant_app;
