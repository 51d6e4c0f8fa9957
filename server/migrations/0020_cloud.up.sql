-- A size of server that the operator offers; its name and state are the offering's, its prices pricing's.
create table compute_product (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  offering_id uuid not null unique references offering (id),
  cpu int not null check (cpu between 1 and 64),
  ram_mib int not null check (ram_mib between 128 and 1048576),
  disk_gib int not null check (disk_gib between 1 and 65536),
  -- The rules that its price consists of now, so that a new price can end them.
  hourly_rule_id uuid references price_rule (id),
  cap_rule_id uuid references price_rule (id),
  created_at timestamptz not null
);
create index compute_product_recent on compute_product (tenant_id, created_at, id);
create index compute_product_hourly on compute_product (hourly_rule_id);
create index compute_product_cap on compute_product (cap_rule_id);
call secure_table('compute_product');

create table instance (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  offering_id uuid not null references offering (id),
  provider_id uuid references provider (id),
  size text not null,
  cpu int not null,
  ram_mib int not null,
  disk_gib int not null,
  image text not null,
  region text not null,
  name text not null,
  ssh_key text,
  -- Four axes; the one status people see follows from them and is not stored.
  lifecycle text not null check (lifecycle in ('pending', 'provisioning', 'active', 'error', 'trashed', 'deleting', 'deleted')),
  power text not null check (power in ('on', 'off', 'paused', 'unknown')),
  observed_at timestamptz,
  wants text not null check (wants in ('on', 'off')),
  holds jsonb not null default '[]',
  task text check (task in ('start', 'stop', 'reboot', 'reset', 'suspend', 'delete', 'purge')),
  missing_since timestamptz,
  unreachable_since timestamptz,
  -- The prices of the order and how far they are metered.
  currency char(3) not null,
  hourly_e8 bigint not null check (hourly_e8 >= 0),
  cap_micros bigint check (cap_micros >= 0),
  trace jsonb not null,
  unit_start timestamptz,
  unit_hold_id uuid,
  meter_month char(7),
  meter_units int not null default 0,
  address text,
  access jsonb not null default '[]',
  error jsonb,
  last_sample jsonb,
  created_at timestamptz not null,
  ready_at timestamptz,
  trashed_at timestamptz,
  purge_at timestamptz,
  deleted_at timestamptz
);
create index instance_recent on instance (tenant_id, created_at, id);
create index instance_account on instance (account_id, created_at, id);
create index instance_offering on instance (offering_id);
create index instance_provider on instance (provider_id);
create index instance_metered on instance (unit_start) where unit_start is not null;
create index instance_held on instance (account_id) where lifecycle = 'active' and holds <> '[]';
create index instance_purge on instance (purge_at) where lifecycle = 'trashed';
create index instance_alive on instance (id) where lifecycle = 'active';
call secure_table('instance', 'account_id');

-- Work at the hypervisor, as people and we ourselves asked for it.
create table instance_task (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  instance_id uuid not null references instance (id),
  command text not null,
  status text not null check (status in ('queued', 'running', 'success', 'error')),
  step text not null default '',
  attempts int not null default 0,
  error jsonb,
  actor text not null,
  queued_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check ((status in ('success', 'error')) = (finished_at is not null))
);
create index instance_task_recent on instance_task (tenant_id, instance_id, queued_at, id);
create index instance_task_account on instance_task (account_id);
-- One at a time for each server.
create unique index instance_task_one on instance_task (instance_id) where status in ('queued', 'running');
call secure_table('instance_task', 'account_id');

-- What happened to a server, in the order in which it did.
create table instance_event (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  instance_id uuid not null references instance (id),
  kind text not null,
  detail text not null,
  actor text not null,
  at timestamptz not null
);
create index instance_event_recent on instance_event (instance_id, at, id);
create index instance_event_account on instance_event (account_id);
call secure_table('instance_event', 'account_id', 'select, insert');

-- One metered hour and what was posted for it; hours without proof of life stay as zero lines.
create table instance_usage (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  instance_id uuid not null references instance (id),
  unit_start timestamptz not null,
  ended_at timestamptz not null,
  month char(7) not null,
  amount_micros bigint not null check (amount_micros >= 0),
  currency char(3) not null,
  billable boolean not null,
  reason text,
  unique (instance_id, unit_start)
);
create index instance_usage_recent on instance_usage (tenant_id, instance_id, unit_start, id);
create index instance_usage_account on instance_usage (account_id);
call secure_table('instance_usage', 'account_id', 'select, insert');

-- Samples of a minute; null is unknown, which is not nothing.
create table instance_metric (
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  instance_id uuid not null references instance (id),
  at timestamptz not null,
  cpu_pct real,
  memory_bytes bigint,
  disk_read_bytes bigint,
  disk_write_bytes bigint,
  net_rx_bytes bigint,
  net_tx_bytes bigint,
  primary key (instance_id, at)
);
create index instance_metric_old on instance_metric (at);
create index instance_metric_tenant on instance_metric (tenant_id);
create index instance_metric_account on instance_metric (account_id);
call secure_table('instance_metric', 'account_id');

-- A console may be opened once, within a minute, by the session that asked for it.
create table console_ticket (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  instance_id uuid not null references instance (id),
  type text not null check (type in ('vga', 'serial')),
  token_hash text not null unique,
  session_id text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index console_ticket_tenant on console_ticket (tenant_id);
create index console_ticket_account on console_ticket (account_id);
create index console_ticket_instance on console_ticket (instance_id);
create index console_ticket_old on console_ticket (expires_at);
call secure_table('console_ticket', 'account_id');

-- The last notice an account was given that its wallet will be empty soon.
create table compute_notice (
  account_id uuid primary key references account (id),
  tenant_id uuid not null references tenant (id),
  hours int not null,
  given_at timestamptz not null
);
create index compute_notice_tenant on compute_notice (tenant_id);
call secure_table('compute_notice', 'account_id');
