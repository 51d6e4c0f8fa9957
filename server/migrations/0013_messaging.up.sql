create table message (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number_id uuid not null references number (id),
  peer text not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  body text not null,
  encoding text not null check (encoding in ('GSM-7', 'UCS-2')),
  segments int not null,
  status text not null check (status in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'cancelled', 'received')),
  price_micros bigint,
  currency char(3),
  trace jsonb,
  hold_id uuid,
  captured boolean not null default false,
  -- Set before the supplier is asked, so that a crash is looked up and nothing is sent twice.
  asked_at timestamptz,
  attempts int not null default 0,
  lookups int not null default 0,
  not_found_at timestamptz,
  provider_id uuid,
  supplier_reference text,
  error_code text,
  error_message text,
  bypass text check (bypass in ('opt_out_confirmation', 'help_reply', 'opt_in_confirmation')),
  read_at timestamptz,
  created_at timestamptz not null,
  touched_at timestamptz not null
);
create index message_thread on message (number_id, peer, created_at, id);
create index message_recent on message (tenant_id, created_at, id);
create index message_account on message (account_id, created_at, id);
create unique index message_reference on message (provider_id, supplier_reference) where supplier_reference is not null;
create index message_unread on message (number_id, peer) where direction = 'inbound' and read_at is null;
create index message_open on message (touched_at) where status in ('queued', 'sending') and direction = 'outbound';
call secure_table('message', 'account_id');

-- A recipient's STOP to one number; none of our messages from it may reach them until START.
create table opt_out (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number_id uuid not null references number (id),
  peer text not null,
  message_id uuid not null references message (id),
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index opt_out_open on opt_out (number_id, peer) where ended_at is null;
create index opt_out_recent on opt_out (tenant_id, created_at, id);
create index opt_out_account on opt_out (account_id);
create index opt_out_number on opt_out (number_id, peer);
create index opt_out_message on opt_out (message_id);
call secure_table('opt_out', 'account_id');

-- A message arrives knowing only the number it was sent to; whose that is, is asked across tenants.
create function number_holder(wanted text) returns table (number_id uuid, tenant_id uuid, account_id uuid)
language sql stable security definer set search_path = public as $$
  select id, tenant_id, account_id from number where e164 = wanted and status in ('active', 'suspended')
$$;
grant execute on function number_holder to linecard_app;
