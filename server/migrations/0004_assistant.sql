-- What people and the assistant keep beside conversations: preferences, the use of models.

alter table conversation_event drop constraint conversation_event_kind_check;
alter table conversation_event add constraint conversation_event_kind_check
  check (kind in ('question', 'plan', 'proposal', 'answer', 'error', 'done'));

-- Set by a person's own action, one row per preference. Nothing else writes here.
create table preference (
  tenant text not null default current_setting('sextant.tenant'),
  owner text not null default current_setting('sextant.user'),
  name text not null,
  value text not null,
  set_at timestamptz not null,
  primary key (tenant, owner, name)
);

-- Tokens and dollars (in 10^-12) used per account and day, and what is set aside for requests under way.
create table model_use (
  tenant text not null default current_setting('sextant.tenant'),
  account text not null,
  day date not null,
  tokens bigint not null,
  cost numeric(30, 0) not null,
  primary key (tenant, account, day)
);
create table model_hold (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  account text not null,
  tokens bigint not null,
  cost numeric(30, 0),
  until timestamptz not null,
  primary key (tenant, id, account)
);

alter table preference enable row level security;
alter table preference force row level security;
create policy own on preference using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.user', true)
);
alter table model_use enable row level security;
alter table model_use force row level security;
create policy own_tenant on model_use using (tenant = current_setting('sextant.tenant'));
alter table model_hold enable row level security;
alter table model_hold force row level security;
create policy own_tenant on model_hold using (tenant = current_setting('sextant.tenant'));

grant select, insert, update, delete on preference to sextant_app;
grant select, insert, update on model_use to sextant_app;
grant select, insert, delete on model_hold to sextant_app;
