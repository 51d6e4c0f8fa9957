create table payment (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  wallet_id uuid not null,
  provider_id uuid not null references provider (id),
  gateway text not null,
  gateway_reference text,
  amount_micros bigint not null check (amount_micros > 0),
  currency char(3) not null,
  status text not null check (status in ('pending', 'requires_action', 'processing', 'completed', 'failed', 'cancelled', 'partially_refunded', 'refunded',
    'disputed')),
  redirect_url text,
  return_path text not null,
  failure_code text,
  failure_message text,
  -- The gateway said "paid" after the payment had failed or been cancelled: credited all the same, for somebody to look at.
  late boolean not null default false,
  created_at timestamptz not null,
  -- When the gateway was last heard or asked.
  touched_at timestamptz not null,
  completed_at timestamptz,
  unique (provider_id, gateway_reference)
);
create index payment_recent on payment (tenant_id, created_at, id);
create index payment_account on payment (account_id, created_at, id);
create index payment_open on payment (touched_at) where status in ('pending', 'requires_action', 'processing');
call secure_table('payment', 'account_id');
