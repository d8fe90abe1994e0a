-- Who may come in: connected Odoos, people, sessions, their sealed credentials; how often; and signed heads of the audit.
-- Every table carries its tenant, as before. The tenant '*' is the installation itself: it may look up connections and nothing else of others.

create table connection (
  tenant text not null primary key default current_setting('sextant.tenant'),
  url text not null,
  database text not null,
  db_uuid text not null,
  -- The Odoo's public key, as JWK, and its RFC 7638 thumbprint.
  public_key text not null,
  thumbprint text not null,
  version text not null,
  state text not null check (state in ('active', 'revoked')),
  created_at timestamptz not null,
  changed_at timestamptz not null
);

create table person (
  tenant text not null default current_setting('sextant.tenant'),
  user_id integer not null,
  login text not null,
  -- Verified by the person's own Odoo; in small letters.
  email text,
  lang text not null,
  tz text not null,
  role text not null,
  groups_hash text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (tenant, user_id)
);
create index person_email on person (tenant, email);

create table session (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  user_id integer not null,
  kind text not null check (kind in ('bridge', 'key', 'oidc')),
  -- Of the secret that opens Odoo as this person.
  credential text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  primary key (tenant, id),
  foreign key (tenant, user_id) references person (tenant, user_id) on delete cascade
);
create index session_of on session (tenant, user_id);

-- One row a refresh token; those of a session are a family, of which one is unused.
create table refresh_token (
  tenant text not null default current_setting('sextant.tenant'),
  sha256 text not null,
  session text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, sha256),
  foreign key (tenant, session) references session (tenant, id) on delete cascade
);

create table credential (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  user_id integer not null,
  kind text not null,
  sealed text not null,
  expires_at timestamptz,
  primary key (tenant, id)
);

-- The key that a tenant's secrets are sealed with, itself sealed with the installation's.
create table tenant_key (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  wrapped text not null,
  created_at timestamptz not null,
  primary key (tenant, id)
);

create table rate_bucket (
  tenant text not null default current_setting('sextant.tenant'),
  key text not null,
  tokens double precision not null,
  allowed boolean not null,
  at timestamptz not null,
  primary key (tenant, key)
);

-- Names of the people whom audit events tell of by a salted hash; a person who is forgotten leaves the hash alone.
create table audit_person (
  tenant text not null default current_setting('sextant.tenant'),
  user_id integer not null,
  login text not null,
  salt text not null,
  primary key (tenant, user_id, login)
);

create table audit_signed_head (
  tenant text not null default current_setting('sextant.tenant'),
  seq integer not null,
  hash text not null,
  -- The row of the signed head before, 0 for none: so that none can be left out.
  before integer not null,
  at timestamptz not null,
  key_id text not null,
  signature text not null,
  primary key (tenant, seq, key_id)
);

do $$
declare
  name text;
begin
  foreach name in array array[
    'connection', 'person', 'session', 'refresh_token', 'credential', 'tenant_key', 'rate_bucket', 'audit_person',
    'audit_signed_head'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant = current_setting(''sextant.tenant''))', name);
  end loop;
end
$$;
create policy directory on connection for select using (current_setting('sextant.tenant') = '*');
create policy keys_in_rotation on tenant_key using (current_setting('sextant.tenant') = '*');

grant select, insert, update on connection to sextant_app;
grant select, insert, update, delete on person to sextant_app;
grant select, insert, update, delete on session to sextant_app;
grant select, insert, update, delete on refresh_token to sextant_app;
grant select, insert, update, delete on credential to sextant_app;
grant select, insert, update on tenant_key to sextant_app;
grant select, insert, update, delete on rate_bucket to sextant_app;
grant select, insert, delete on audit_person to sextant_app;
grant select, insert on audit_signed_head to sextant_app;
