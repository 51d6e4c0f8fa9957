create table subscription (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  service_id uuid not null unique,
  kind text not null,
  description text not null,
  price_micros bigint not null check (price_micros >= 0),
  currency char(3) not null,
  revenue_code text not null,
  status text not null check (status in ('active', 'past_due', 'suspended', 'expired', 'cancelled')),
  anchor_day int not null check (anchor_day between 1 and 31),
  period_start timestamptz not null,
  period_end timestamptz not null check (period_end > period_start),
  auto_renew boolean not null,
  next_at timestamptz,
  notified int[] not null default '{}',
  created_at timestamptz not null
);
create index subscription_due on subscription (next_at) where next_at is not null;
create index subscription_account on subscription (account_id, created_at, id);
create index subscription_recent on subscription (tenant_id, created_at, id);
call secure_table('subscription', 'account_id');
