-- An Odoo that was brought back from a backup gives the numbers of users anew who are lost. When a user was made there tells one from the other: what
-- the one before had here moves to a number below zero, and nothing of it is the new one's.
alter table person add column made_at timestamptz;

alter table session drop constraint session_tenant_user_id_fkey;
alter table session add foreign key (tenant, user_id) references person (tenant, user_id)
  on delete cascade on update cascade;

-- Only the transaction that moves an owner's conversations names the number they move to.
create policy moved_to on conversation for select using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.moved_to', true)
);
create policy moves on conversation for update using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.user', true)
) with check (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.moved_to', true)
);
create policy moved_to on conversation_event for select using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.moved_to', true)
);
create policy moves on conversation_event for update using (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.user', true)
) with check (
  tenant = current_setting('sextant.tenant') and owner = current_setting('sextant.moved_to', true)
);
grant update (owner) on conversation_event to sextant_app;
grant update (user_id) on audit_person to sextant_app;
