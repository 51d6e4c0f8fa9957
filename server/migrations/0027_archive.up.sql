-- How long things are kept where somebody chose another time than the product's own; the operator's.
create table retention_policy (
  tenant_id uuid not null references tenant (id),
  entity text not null,
  keep_days int not null check (keep_days > 0),
  enabled boolean not null,
  changed_at timestamptz not null,
  primary key (tenant_id, entity)
);
call secure_table('retention_policy');

create table retention_run (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  entity text not null,
  action text not null check (action in ('delete', 'redact')),
  before timestamptz not null,
  rows bigint not null,
  duration_ms int not null,
  ran_at timestamptz not null
);
create index retention_run_recent on retention_run (tenant_id, ran_at, id);
call secure_table('retention_run');

-- While one is open, nothing of the account is forgotten.
create table legal_hold (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  lifted_at timestamptz
);
create index legal_hold_recent on legal_hold (tenant_id, placed_at, id);
create unique index legal_hold_open on legal_hold (account_id) where lifted_at is null;
call secure_table('legal_hold');

create table backup (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  status text not null check (status in ('running', 'done', 'failed', 'damaged', 'pruned')),
  started_at timestamptz not null,
  finished_at timestamptz,
  bytes bigint,
  checksum text,
  first_wal text,
  last_wal text,
  error text
);
create index backup_recent on backup (tenant_id, started_at, id);
call secure_table('backup');

create table restore_test (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  backup_id uuid references backup (id),
  ok boolean not null,
  detail text not null,
  -- How long a restore took, and how old its newest fact was.
  recovery_ms int,
  newest_at timestamptz,
  tested_at timestamptz not null
);
create index restore_test_recent on restore_test (tenant_id, tested_at, id);
create index restore_test_backup on restore_test (backup_id) where backup_id is not null;
call secure_table('restore_test');
