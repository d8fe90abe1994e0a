-- Proposals to change Odoo, and the chain of what happened to them.
-- Every table carries its tenant and shows a transaction the rows of its tenant only; the role of the application owns nothing.

do $$
begin
  create role sextant_app nologin nobypassrls;
exception
  -- Roles belong to the cluster: another database of Sextant may have made it, a moment ago even.
  when duplicate_object or unique_violation then null;
end
$$;
do $$
begin
  execute format('grant sextant_app to %I', current_user);
end
$$;
do $$
begin
  execute format('grant usage on schema %I to sextant_app', current_schema());
end
$$;

create table proposal (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  state text not null check (
    state in ('pending', 'executing', 'done', 'failed', 'unknown', 'rejected', 'expired', 'undone')
  ),
  title text not null,
  model text not null,
  -- The very bytes that the hash is of.
  payload text not null,
  payload_sha256 text not null,
  -- What was shown: the difference computed from Odoo, as JSON.
  preview text not null,
  risk text not null,
  four_eyes boolean not null,
  batch text,
  undo_of text,
  proposed_by integer not null,
  proposed_login text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by integer,
  decided_login text,
  decided_at timestamptz,
  -- Who executes it: a later holder of the lease has a higher fence, and the fence is compared when the result is written.
  fence integer not null default 0,
  lease_until timestamptz,
  result text,
  primary key (tenant, id)
);
create index proposal_newest on proposal (tenant, created_at desc, id);

create table audit_head (
  tenant text not null primary key default current_setting('sextant.tenant'),
  seq integer not null,
  hash text not null
);

create table audit_event (
  tenant text not null default current_setting('sextant.tenant'),
  seq integer not null,
  body text not null,
  previous text not null,
  hash text not null,
  primary key (tenant, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end
$$;
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_change();
create trigger audit_event_not_emptied before truncate on audit_event
  for each statement execute function refuse_change();

alter table proposal enable row level security;
alter table proposal force row level security;
create policy own_tenant on proposal using (tenant = current_setting('sextant.tenant'));
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy own_tenant on audit_head using (tenant = current_setting('sextant.tenant'));
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy own_tenant on audit_event using (tenant = current_setting('sextant.tenant'));

grant select, insert, update on proposal to sextant_app;
grant select, insert, update on audit_head to sextant_app;
grant select, insert on audit_event to sextant_app;
