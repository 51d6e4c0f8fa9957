create table payment (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  wallet_id uuid not null,
  provider_id uuid not null,
  amount_micros bigint not null check (amount_micros > 0),
  currency char(3) not null,
  status text not null check (status in ('pending', 'requires_action', 'processing', 'completed', 'failed', 'cancelled')),
  gateway_reference text,
  redirect_url text,
  return_path text not null,
  failure_code text,
  failure_message text,
  late boolean not null default false,
  created_at timestamptz not null,
  completed_at timestamptz
);
create unique index payment_gateway_reference on payment (provider_id, gateway_reference) where gateway_reference is not null;
create index payment_recent on payment (tenant_id, created_at, id);
create index payment_account on payment (account_id, created_at, id);
create index payment_open on payment (created_at) where status in ('pending', 'requires_action', 'processing');
call secure_table('payment', 'account_id');
