-- Further Odoos that the person at this machine reads, each with a key of his own. Where people sign in, Odoos are paired instead (`connection`).

create table kept_connection (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  name text not null,
  url text not null,
  database text not null,
  login text not null,
  source text not null check (source in ('live', 'lake')),
  paused boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant, id),
  unique (tenant, url, database)
);

alter table kept_connection enable row level security;
alter table kept_connection force row level security;
create policy own_tenant on kept_connection using (tenant = current_setting('sextant.tenant'));
grant select, insert, update, delete on kept_connection to sextant_app;
