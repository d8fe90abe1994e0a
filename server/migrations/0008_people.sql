-- What an administrator decides of a person: another role than his groups in Odoo mean, a closed account, a role for who has not come yet.
alter table person add column given_role text check (given_role in ('reader', 'member', 'auditor', 'administrator'));
alter table person add column closed_at timestamptz;

create table invitation (
  tenant text not null default current_setting('sextant.tenant'),
  -- In small letters.
  login text not null,
  role text not null check (role in ('reader', 'member', 'auditor', 'administrator')),
  invited_by integer not null,
  invited_at timestamptz not null,
  primary key (tenant, login)
);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy own_tenant on invitation using (tenant = current_setting('sextant.tenant'));
grant select, insert, update, delete on invitation to sextant_app;
