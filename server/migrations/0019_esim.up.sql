-- Data plans belong to the operator; resellers sell them at their own prices.
create table esim_plan (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  offering_id uuid not null unique references offering (id),
  data_bytes bigint check (data_bytes > 0),
  voice_minutes int check (voice_minutes >= 0),
  sms_count int check (sms_count >= 0),
  validity_days int not null check (validity_days between 1 and 3650),
  validity text not null check (validity in ('purchase', 'first_use')),
  countries text[] not null check (cardinality(countries) > 0),
  speed text not null default '',
  price_rule_id uuid references price_rule (id),
  created_at timestamptz not null
);
create index esim_plan_recent on esim_plan (tenant_id, created_at, id);
create index esim_plan_price_rule on esim_plan (price_rule_id);
create index esim_plan_countries on esim_plan using gin (countries);
call secure_table('esim_plan');

create table esim_offer (
  plan_id uuid not null references esim_plan (id),
  tenant_id uuid not null references tenant (id),
  vendor text not null,
  package_code text not null,
  top_up_code text,
  bytes bigint check (bytes > 0),
  days int not null check (days > 0),
  cost_micros bigint not null check (cost_micros >= 0),
  currency char(3) not null,
  priority int not null,
  primary key (plan_id, vendor, package_code)
);
create index esim_offer_tenant on esim_offer (tenant_id);
call secure_table('esim_offer');

create table esim (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid references account (id),
  status text not null check (status in ('available', 'assigned', 'active', 'suspended', 'expired', 'cancelled')),
  profile_state text not null check (profile_state in ('available', 'allocated', 'released', 'downloaded', 'installed', 'enabled', 'disabled', 'deleted', 'error')),
  profile_at timestamptz not null,
  provider_id uuid not null references provider (id),
  vendor text not null,
  supplier_reference text not null,
  package_code text not null,
  iccid text not null check (iccid ~ '^89[0-9]{16,18}$'),
  eid text,
  sealed_code text not null,
  confirmation boolean not null default false,
  reinstall text not null check (reinstall in ('never', 'while_valid', 'unknown')),
  label text not null default '',
  auto_renew boolean not null default false,
  data_wanted boolean not null default true,
  data_on boolean not null default true,
  -- Data was stopped because nothing paid for it, so it flows again when something does.
  waits_for_data boolean not null default false,
  claimed_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'available') = (account_id is null) or status = 'cancelled')
);
-- Suppliers use ICCIDs again after a profile has ended, so only living profiles are unique (over all tenants).
create unique index esim_iccid on esim (iccid) where status not in ('expired', 'cancelled');
create index esim_recent on esim (tenant_id, created_at, id);
create index esim_account on esim (account_id, created_at, id);
create index esim_provider on esim (provider_id, supplier_reference);
create index esim_stock on esim (vendor, package_code, created_at) where status = 'available';
create index esim_claim on esim (claimed_by) where claimed_by is not null;
create index esim_data on esim (provider_id) where data_wanted <> data_on and status not in ('expired', 'cancelled');
create index esim_waiting on esim (account_id) where waits_for_data;
call secure_table('esim', 'account_id');

create table esim_bundle (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  esim_id uuid not null references esim (id),
  plan_id uuid not null references esim_plan (id),
  order_item_id uuid not null unique,
  name text not null,
  status text not null check (status in ('pending', 'queued', 'active', 'depleted', 'suspended', 'expired', 'cancelled', 'refunded')),
  total_bytes bigint check (total_bytes > 0),
  used_bytes bigint not null default 0 check (used_bytes >= 0),
  validity text not null check (validity in ('purchase', 'first_use')),
  validity_days int not null,
  price_micros bigint not null,
  currency char(3) not null,
  supplier_reference text not null,
  fired_levels int[] not null default '{}',
  fired_notices int[] not null default '{}',
  disputed boolean not null default false,
  usage_as_of timestamptz,
  created_at timestamptz not null,
  activated_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz
);
-- A profile has one running plan at a time.
create unique index esim_bundle_running on esim_bundle (esim_id) where status in ('active', 'suspended');
create index esim_bundle_esim on esim_bundle (esim_id, created_at);
create index esim_bundle_account on esim_bundle (account_id);
create index esim_bundle_plan on esim_bundle (plan_id);
create index esim_bundle_tenant on esim_bundle (tenant_id);
create index esim_bundle_end on esim_bundle (expires_at) where status in ('active', 'suspended');
call secure_table('esim_bundle', 'account_id');

-- What suppliers report, once per session of theirs, whenever it comes.
create table esim_usage_session (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  esim_id uuid not null references esim (id),
  bundle_id uuid not null references esim_bundle (id),
  session_id text not null,
  bytes bigint not null,
  -- Of these, what allowances and the wallet paid because no plan covered it.
  beyond_bytes bigint not null default 0 check (beyond_bytes between 0 and greatest(bytes, 0)),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  received_at timestamptz not null,
  unique (esim_id, session_id)
);
create index esim_usage_session_bundle on esim_usage_session (bundle_id);
create index esim_usage_session_account on esim_usage_session (account_id);
create index esim_usage_session_tenant on esim_usage_session (tenant_id);
call secure_table('esim_usage_session', 'account_id');

create table esim_usage_period (
  bundle_id uuid not null references esim_bundle (id),
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  day date not null,
  bytes bigint not null,
  primary key (bundle_id, day)
);
create index esim_usage_period_tenant on esim_usage_period (tenant_id, day);
create index esim_usage_period_account on esim_usage_period (account_id);
call secure_table('esim_usage_period', 'account_id');

-- Whether a supplier can be expected to deliver.
create table esim_supplier_health (
  provider_id uuid primary key references provider (id),
  tenant_id uuid not null references tenant (id),
  state text not null check (state in ('up', 'down')),
  failures int not null,
  successes int not null,
  reason text,
  since timestamptz not null
);
create index esim_supplier_health_tenant on esim_supplier_health (tenant_id);
call secure_table('esim_supplier_health');

-- Data bought ahead at a supplier, from which every package is drawn.
create table data_pool (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  provider_id uuid not null unique references provider (id),
  total_bytes bigint not null check (total_bytes > 0),
  left_bytes bigint not null,
  per_gb_e8 bigint not null check (per_gb_e8 >= 0),
  currency char(3) not null,
  low boolean not null default false,
  created_at timestamptz not null
);
create index data_pool_tenant on data_pool (tenant_id);
call secure_table('data_pool');

create table data_allocation (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  provider_id uuid not null references provider (id),
  pool_id uuid references data_pool (id),
  esim_id uuid not null,
  bundle_id uuid not null,
  order_item_id uuid not null unique,
  bytes bigint,
  cost_micros bigint not null,
  currency char(3) not null,
  allocated_at timestamptz not null
);
create index data_allocation_recent on data_allocation (tenant_id, allocated_at, id);
create index data_allocation_provider on data_allocation (provider_id);
create index data_allocation_pool on data_allocation (pool_id) where pool_id is not null;
call secure_table('data_allocation');
