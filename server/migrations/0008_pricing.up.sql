create extension if not exists btree_gist;

-- Customers see the rules of everybody and their own contract prices, never another account's.
create procedure lock_optional_account(target regclass) language plpgsql as $$
begin
  execute format('create policy account_lock on %s as restrictive using (
    (select app_is_system()) or (select app_account()) is null or account_id is null or account_id = (select app_account()))', target);
end $$;

-- What a supplier charges the operator: the cost behind every price.
create table base_price (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  service_type text not null check (service_type ~ '^[a-z][a-z0-9_]{1,40}$'),
  country text check (country ~ '^[A-Z]{2}$'),
  vendor text,
  rate_e8 bigint not null check (rate_e8 >= 0),
  currency char(3) not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  created_at timestamptz not null,
  constraint base_price_overlap exclude using gist (
    tenant_id with =, service_type with =, (coalesce(country, '')) with =, (coalesce(vendor, '')) with =, tstzrange(valid_from, valid_to) with &&)
);
create index base_price_lookup on base_price (tenant_id, service_type, country);
create index base_price_recent on base_price (tenant_id, created_at, id);
call secure_table('base_price');

create table price_rule (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid references account (id),
  group_name text,
  service_type text not null check (service_type ~ '^[a-z][a-z0-9_]{1,40}$'),
  country text check (country ~ '^[A-Z]{2}$'),
  vendor text,
  kind text not null check (kind in ('fixed_price', 'markup_percentage', 'markup_fixed')),
  value_e8 bigint not null check (value_e8 >= 0),
  min_charge_e8 bigint check (min_charge_e8 >= 0),
  currency char(3),
  below_floor_reason text,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  created_at timestamptz not null,
  check (account_id is null or group_name is null),
  check (currency is not null or (kind = 'markup_percentage' and min_charge_e8 is null)),
  constraint price_rule_overlap exclude using gist (
    tenant_id with =,
    (coalesce(account_id, '00000000-0000-0000-0000-000000000000')) with =,
    (coalesce(group_name, '')) with =,
    service_type with =,
    (coalesce(country, '')) with =,
    (coalesce(vendor, '')) with =,
    (case when kind = 'fixed_price' then 1 else 2 end) with =,
    tstzrange(valid_from, valid_to) with &&)
);
create index price_rule_lookup on price_rule (tenant_id, service_type, country);
create index price_rule_recent on price_rule (tenant_id, created_at, id);
create index price_rule_account on price_rule (account_id) where account_id is not null;
call secure_table('price_rule');
call lock_optional_account('price_rule');

-- One row per tenant, absent until somebody sets it: no minimum margin, resold at the parent's price.
create table price_policy (
  tenant_id uuid primary key references tenant (id),
  min_margin_pct numeric(9, 4) not null check (min_margin_pct >= 0),
  default_markup_pct numeric(9, 4) not null check (default_markup_pct >= 0)
);
call secure_table('price_policy');

create table price_quote (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid references account (id),
  service_type text not null,
  country text,
  quantity bigint not null check (quantity > 0),
  per bigint not null check (per > 0),
  currency char(3) not null,
  rate_e8 bigint not null,
  cost_e8 bigint,
  exact_micros bigint not null,
  payable_micros bigint not null,
  rule_id uuid references price_rule (id),
  trace jsonb not null,
  created_at timestamptz not null,
  valid_to timestamptz not null
);
create index price_quote_recent on price_quote (tenant_id, created_at, id);
create index price_quote_account on price_quote (account_id) where account_id is not null;
create index price_quote_rule on price_quote (rule_id) where rule_id is not null;
call secure_table('price_quote');
call lock_optional_account('price_quote');
