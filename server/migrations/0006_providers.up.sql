create table provider (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  vendor text not null check (vendor ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null,
  status text not null check (status in ('testing', 'active', 'inactive')),
  priority int not null,
  capabilities text[] not null,
  settings jsonb not null,
  secrets jsonb not null,
  version int not null default 1,
  last_check jsonb,
  created_at timestamptz not null,
  unique (tenant_id, name)
);
create index provider_order on provider (tenant_id, priority, id);
call secure_table('provider');

-- Everything vendors tell us, as the bytes they sent, once per event.
create table inbound_webhook (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  provider_id uuid not null references provider (id),
  topic text not null,
  event_id text not null,
  headers jsonb not null,
  body bytea not null,
  state text not null default 'received' check (state in ('received', 'processed', 'failed')),
  error text,
  received_at timestamptz not null,
  processed_at timestamptz,
  unique (provider_id, event_id)
);
create index inbound_webhook_recent on inbound_webhook (tenant_id, received_at);
create index inbound_webhook_open on inbound_webhook (received_at) where state <> 'processed';
call secure_table('inbound_webhook');
