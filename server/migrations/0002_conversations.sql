-- Conversations, and what their owners keep beside them. Every row belongs to a tenant and to one of its users.
-- A transaction says as whom it reads by sextant.tenant and sextant.user; without a user it sees no row.

create table conversation (
  tenant text not null default current_setting('sextant.tenant'),
  id text not null,
  owner text not null default current_setting('sextant.user'),
  -- What the owner is called, for colleagues who read a shared conversation.
  owner_name text not null,
  title text not null,
  pinned boolean not null default false,
  -- Colleagues may read its questions; answers they get are computed anew with their own rights.
  shared boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Set by a removal that can still be taken back.
  removed_at timestamptz,
  primary key (tenant, id)
);
create index conversation_newest on conversation (tenant, owner, updated_at desc);

create table conversation_event (
  tenant text not null default current_setting('sextant.tenant'),
  conversation text not null,
  owner text not null default current_setting('sextant.user'),
  -- The id that readers resume after. Ids grow, with gaps: progress is not kept.
  seq bigint not null,
  kind text not null check (kind in ('question', 'plan', 'answer', 'error', 'done')),
  at timestamptz not null,
  -- The event as it was sent, as JSON.
  body text not null,
  -- Of a plan: all that a follow-up or another reader needs to compute its answer again, as JSON.
  plan text,
  -- What is searched: the words of a question or an answer.
  plain text,
  words tsvector,
  primary key (tenant, conversation, seq),
  foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade
);
create index conversation_event_words on conversation_event using gin (words);

alter table conversation enable row level security;
alter table conversation force row level security;
create policy own_or_shared on conversation for select using (
  tenant = current_setting('sextant.tenant')
  and (owner = current_setting('sextant.user', true) or (shared and removed_at is null))
);
create policy own_insert on conversation for insert with check (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.user', true)
);
create policy own_update on conversation for update using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.user', true)
);
create policy own_delete on conversation for delete using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.user', true)
);

alter table conversation_event enable row level security;
alter table conversation_event force row level security;
-- Answers are their owner's alone: they were computed with the owner's rights.
create policy own_or_shared on conversation_event for select using (
  tenant = current_setting('sextant.tenant')
  and (
    owner = current_setting('sextant.user', true)
    or (
      kind in ('question', 'plan')
      and exists (
        select 1 from conversation c
        where c.tenant = conversation_event.tenant and c.id = conversation_event.conversation and c.shared
      )
    )
  )
);
create policy own_insert on conversation_event for insert with check (
  tenant = current_setting('sextant.tenant')
  and owner = current_setting('sextant.user', true)
  and exists (
    select 1 from conversation c
    where c.tenant = conversation_event.tenant
      and c.id = conversation_event.conversation
      and c.owner = conversation_event.owner
  )
);

grant select, insert, update, delete on conversation to sextant_app;
grant select, insert on conversation_event to sextant_app;
