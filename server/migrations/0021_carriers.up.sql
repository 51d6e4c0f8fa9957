-- Wholesale voice: carriers, how their traffic is connected, what they may spend, and what every call and every attempt came to.

create table carrier (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null unique references account (id),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,19}$'),
  name text not null,
  partner_type text not null check (partner_type in ('customer', 'supplier', 'bilateral')),
  status text not null check (status in ('testing', 'active', 'paused', 'disabled')),
  currency char(3) not null,
  customer_credit_type text not null check (customer_credit_type in ('prepaid', 'postpaid')),
  customer_credit_limit_micros bigint not null default 0 check (customer_credit_limit_micros >= 0),
  supplier_credit_type text not null check (supplier_credit_type in ('prepaid', 'postpaid')),
  bilateral_credit_limit_micros bigint not null default 0 check (bilateral_credit_limit_micros >= 0),
  customer_24h_limit_micros bigint check (customer_24h_limit_micros > 0),
  supplier_24h_limit_micros bigint check (supplier_24h_limit_micros > 0),
  capacity_mode text not null check (capacity_mode in ('unrestricted', 'capped')),
  capacity_limit int check (capacity_limit > 0),
  circular_routing boolean not null default false,
  customer_account_number text not null default '',
  supplier_account_number text not null default '',
  tax_code text not null default '',
  bill_to text not null default '',
  ship_to text not null default '',
  created_at timestamptz not null,
  unique (tenant_id, code),
  check ((capacity_mode = 'capped') = (capacity_limit is not null)),
  check (customer_credit_type = 'postpaid' or customer_credit_limit_micros = 0)
);
create index carrier_recent on carrier (tenant_id, created_at, id);
call secure_table('carrier', 'account_id');

create table carrier_contact (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  carrier_id uuid not null references carrier (id) on delete cascade,
  user_id uuid references app_user (id),
  name text not null,
  title text not null default '',
  first_name text not null default '',
  last_name text not null default '',
  job_title text not null default '',
  telephone text not null default '',
  mobile text not null default '',
  email text not null,
  portal_access boolean not null default false,
  is_primary boolean not null default false,
  created_at timestamptz not null
);
create index carrier_contact_carrier on carrier_contact (carrier_id, created_at, id);
create index carrier_contact_user on carrier_contact (user_id) where user_id is not null;
create unique index carrier_contact_primary on carrier_contact (carrier_id) where is_primary;
call secure_table('carrier_contact');

create table interconnect (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  carrier_id uuid not null references carrier (id),
  short_code text not null,
  name text not null,
  direction text not null check (direction in ('ingress', 'egress', 'both')),
  currency char(3) not null,
  protocol text not null check (protocol in ('udp', 'tcp', 'tls')),
  capacity_mode text not null check (capacity_mode in ('unrestricted', 'capped')),
  capacity_limit int check (capacity_limit > 0),
  is_active boolean not null default true,
  tech_prefix text not null default '' check (tech_prefix ~ '^[0-9]{0,10}#?$'),
  sip_port int not null default 5060 check (sip_port between 1 and 65535),
  created_at timestamptz not null,
  unique (tenant_id, short_code),
  check ((capacity_mode = 'capped') = (capacity_limit is not null))
);
create index interconnect_carrier on interconnect (carrier_id);
create index interconnect_recent on interconnect (tenant_id, created_at, id);
call secure_table('interconnect');

create table interconnect_ip (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  interconnect_id uuid not null references interconnect (id) on delete cascade,
  ip_address text not null,
  is_range boolean not null default false,
  range_end text,
  address_type text not null check (address_type in ('transport', 'media')),
  is_active boolean not null default true,
  first_ip inet not null,
  last_ip inet not null,
  check (is_range = (range_end is not null)),
  check (family(first_ip) = family(last_ip) and first_ip <= last_ip)
);
create index interconnect_ip_interconnect on interconnect_ip (interconnect_id);
call secure_table('interconnect_ip');

-- The settings groups: one row of each for one interconnect.
create table interconnect_validation (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  interconnect_id uuid not null unique references interconnect (id) on delete cascade,
  tech_prefix text not null check (tech_prefix ~ '^[0-9]{0,10}#?$'),
  from_uri text not null,
  contact_uri text not null,
  trunk_group text not null,
  max_cps_enabled boolean not null,
  max_cps int check (max_cps between 1 and 10000),
  test_system_control text not null check (test_system_control in ('allow', 'deny')),
  check (not max_cps_enabled or max_cps is not null)
);
call secure_table('interconnect_validation');

create table interconnect_translation (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  interconnect_id uuid not null unique references interconnect (id) on delete cascade,
  origination_preference text not null check (origination_preference in ('from', 'pai', 'rpid')),
  origination_validation text not null check (origination_validation in ('off', 'flag', 'reject')),
  set_pai_header text not null check (set_pai_header in ('never', 'if_missing', 'always')),
  global_translation jsonb not null,
  origin_translation jsonb not null,
  destination_translation jsonb not null
);
call secure_table('interconnect_translation');

create table interconnect_codec (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  interconnect_id uuid not null references interconnect (id) on delete cascade,
  codec_name text not null,
  allowed boolean not null,
  relay_only boolean not null,
  vad boolean not null,
  ptime int not null check (ptime in (10, 20, 30, 40, 60)),
  display_order int not null,
  unique (interconnect_id, codec_name)
);
call secure_table('interconnect_codec');

create table interconnect_media (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  interconnect_id uuid not null unique references interconnect (id) on delete cascade,
  dtmf_detection text not null check (dtmf_detection in ('rfc2833', 'info', 'inband', 'auto')),
  media_relay text not null check (media_relay in ('always', 'auto', 'never')),
  media_network text not null,
  rtp_timeout_enabled boolean not null,
  rtp_timeout int check (rtp_timeout between 5 and 3600),
  check (not rtp_timeout_enabled or rtp_timeout is not null)
);
call secure_table('interconnect_media');

create table interconnect_signalling (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  interconnect_id uuid not null unique references interconnect (id) on delete cascade,
  privacy_method text not null check (privacy_method in ('none', 'rfc3323', 'rfc3325')),
  session_timer_enabled boolean not null,
  session_timer_interval int check (session_timer_interval between 90 and 86400),
  max_call_duration_enabled boolean not null,
  max_call_duration int check (max_call_duration between 1 and 86400),
  early_media_enabled boolean not null,
  rel100_enabled boolean not null,
  release_cause_mapping jsonb not null,
  check (not session_timer_enabled or session_timer_interval is not null),
  check (not max_call_duration_enabled or max_call_duration is not null)
);
call secure_table('interconnect_signalling');

-- The key linkage: interconnect and tech prefix to rate plan and routing plan.
create table carrier_service (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  carrier_id uuid not null references carrier (id),
  interconnect_id uuid not null references interconnect (id),
  short_code text not null,
  name text not null,
  direction text not null check (direction in ('ingress', 'egress')),
  status text not null check (status in ('testing', 'active', 'paused', 'disabled')),
  rating_plan_id uuid references rate_plan (id),
  routing_plan_id uuid,
  tech_prefix text not null default '' check (tech_prefix ~ '^[0-9]{0,10}#?$'),
  priority int not null default 100 check (priority between 1 and 1000),
  weight int not null default 100 check (weight between 1 and 1000),
  capacity_mode text not null check (capacity_mode in ('unrestricted', 'capped')),
  capacity_limit int check (capacity_limit > 0),
  enforcement_policy text not null check (enforcement_policy in ('strict', 'overflow', 'best_effort')),
  created_at timestamptz not null,
  unique (tenant_id, short_code),
  check ((capacity_mode = 'capped') = (capacity_limit is not null)),
  check (status <> 'active' or (rating_plan_id is not null and (direction = 'egress' or routing_plan_id is not null)))
);
create index carrier_service_carrier on carrier_service (carrier_id);
create index carrier_service_interconnect on carrier_service (interconnect_id);
create index carrier_service_rating_plan on carrier_service (rating_plan_id) where rating_plan_id is not null;
create index carrier_service_recent on carrier_service (tenant_id, created_at, id);
call secure_table('carrier_service');

-- What a carrier spent with us (customer) or we with it (supplier), by five minutes.
create table carrier_spend (
  tenant_id uuid not null references tenant (id),
  carrier_id uuid not null references carrier (id),
  account_id uuid not null,
  direction text not null check (direction in ('customer', 'supplier')),
  bucket_at timestamptz not null,
  amount_micros bigint not null,
  calls int not null,
  primary key (carrier_id, direction, bucket_at)
);
create index carrier_spend_window on carrier_spend (tenant_id, bucket_at);
call secure_table('carrier_spend', 'account_id');

create table credit_alert (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  carrier_id uuid not null references carrier (id) on delete cascade,
  alert_type text not null check (alert_type in ('low_balance', 'high_balance', '24hr_spend_breach')),
  direction text not null check (direction in ('customer', 'supplier', 'bilateral')),
  threshold_micros bigint not null,
  recipients jsonb not null,
  is_active boolean not null default true,
  armed boolean not null default true,
  fired_at timestamptz,
  created_at timestamptz not null
);
create index credit_alert_carrier on credit_alert (carrier_id, created_at, id);
call secure_table('credit_alert');

create table credit_override (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  carrier_id uuid not null references carrier (id),
  direction text not null check (direction in ('customer', 'supplier')),
  reason text not null,
  given_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check (expires_at > created_at)
);
create index credit_override_carrier on credit_override (carrier_id, expires_at);
call secure_table('credit_override');

-- One row a call: made once, when the call is over, and never changed.
create table call_cdr (
  id uuid not null,
  tenant_id uuid not null,
  account_id uuid not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  disposition text not null check (disposition in ('answered', 'failed', 'refused')),
  source text not null,
  external_id text not null,
  sip_call_id text not null,
  node text not null,
  source_ip text not null,
  carrier_id uuid not null,
  interconnect_id uuid,
  service_id uuid,
  routing_plan_id uuid,
  supplier_id uuid,
  supplier_service_id uuid,
  a_original text not null,
  b_original text not null,
  a_number text not null,
  b_number text not null,
  attempts int not null,
  duration_ms bigint not null,
  billed_seconds int not null,
  sip_code int,
  reason text not null,
  cause int,
  released_by text,
  pdd_ms int,
  sell_plan_id uuid,
  sell_version_id text,
  sell_code text,
  sell_currency char(3),
  sell_micros bigint not null,
  sell_exact numeric(38, 12) not null,
  buy_plan_id uuid,
  buy_version_id text,
  buy_currency char(3),
  buy_billed_seconds int not null,
  buy_micros bigint not null,
  buy_exact numeric(38, 12) not null,
  margin_micros bigint,
  flags text[] not null,
  trace jsonb not null,
  primary key (id, started_at)
) partition by range (started_at);
create index call_cdr_recent on call_cdr (tenant_id, started_at, id);
create index call_cdr_external on call_cdr (tenant_id, source, external_id);
call secure_table('call_cdr', 'account_id', 'select, insert');
call make_append_only('call_cdr');

-- One row an attempt at a supplier.
create table attempt_cdr (
  id uuid not null,
  tenant_id uuid not null,
  account_id uuid not null,
  call_id uuid not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  attempt int not null,
  carrier_id uuid not null,
  interconnect_id uuid not null,
  service_id uuid not null,
  a_number text not null,
  b_number text not null,
  sip_code int,
  reason text not null,
  cause int,
  pdd_ms int,
  duration_ms bigint not null,
  billed_seconds int not null,
  plan_id uuid,
  version_id text,
  currency char(3),
  cost_micros bigint not null,
  cost_exact numeric(38, 12) not null,
  primary key (id, started_at)
) partition by range (started_at);
create index attempt_cdr_recent on attempt_cdr (tenant_id, started_at, id);
create index attempt_cdr_call on attempt_cdr (call_id);
call secure_table('attempt_cdr', 'account_id', 'select, insert');
call make_append_only('attempt_cdr');

create table call_cdr_default partition of call_cdr default;
create table attempt_cdr_default partition of attempt_cdr default;
-- Rows are reached by the parents and their rules only; a partition by itself shows nobody anything.
alter table call_cdr_default enable row level security;
alter table attempt_cdr_default enable row level security;

-- Makes the month's partitions unless they are there, as the owner of the tables, which the application is not.
-- A month whose rows already went into the default partition stays there.
create function open_cdr_month(p_month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_from date := date_trunc('month', p_month)::date;
  v_to date := (date_trunc('month', p_month) + interval '1 month')::date;
  v_parent text;
  v_used boolean;
begin
  perform pg_advisory_xact_lock(hashtext('open_cdr_month'));
  foreach v_parent in array array['call_cdr', 'attempt_cdr'] loop
    continue when to_regclass(format('%s_%s', v_parent, to_char(v_from, 'YYYYMM'))) is not null;
    execute format('select exists (select from %I where started_at >= %L and started_at < %L)', v_parent || '_default', v_from, v_to) into v_used;
    continue when v_used;
    execute format('create table %I partition of %I for values from (%L) to (%L)', v_parent || '_' || to_char(v_from, 'YYYYMM'), v_parent,
      to_char(v_from, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(v_to, 'YYYY-MM-DD') || ' 00:00:00+00');
    execute format('alter table %I enable row level security', v_parent || '_' || to_char(v_from, 'YYYYMM'));
  end loop;
end $$;
revoke execute on function open_cdr_month from public;
grant execute on function open_cdr_month to linecard_app;

-- A file of call records from another switch, taken in piece by piece.
create table cdr_import (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  source text not null,
  object_key text not null,
  file_name text not null,
  size_bytes bigint not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed')),
  next_byte bigint not null default 0,
  next_line bigint not null default 1,
  chunk int not null default 0,
  rows_taken bigint not null default 0,
  rows_duplicate bigint not null default 0,
  rows_rejected bigint not null default 0,
  sold_micros bigint not null default 0,
  bought_micros bigint not null default 0,
  error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index cdr_import_recent on cdr_import (tenant_id, created_at, id);
call secure_table('cdr_import');

create table cdr_reject (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  import_id uuid not null references cdr_import (id) on delete cascade,
  line bigint not null,
  reason text not null,
  raw text not null
);
create index cdr_reject_import on cdr_reject (import_id, line);
call secure_table('cdr_reject', null, 'select, insert');

-- Grows whenever anything changes that decides calls, so that a process knows when what it remembers is old.
create table trunk_version (tenant_id uuid primary key references tenant (id), version bigint not null);
call secure_table('trunk_version');
create function grow_trunk_version() returns trigger language plpgsql as $$
begin
  insert into trunk_version as v (tenant_id, version) values (coalesce(new.tenant_id, old.tenant_id), 1)
  on conflict (tenant_id) do update set version = v.version + 1;
  return null;
end $$;
do $$ declare v_table text; begin
  foreach v_table in array array['carrier', 'interconnect', 'interconnect_ip', 'interconnect_validation', 'interconnect_translation',
    'interconnect_signalling', 'carrier_service'] loop
    execute format('create trigger grow_trunk_version after insert or update or delete on %I for each row execute function grow_trunk_version()', v_table);
  end loop;
end $$;
