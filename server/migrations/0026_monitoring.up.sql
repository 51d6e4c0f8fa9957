-- What was measured each minute, by where it was measured.
create table metric_snapshot (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  source text not null check (source in ('api', 'database', 'storage', 'queue', 'integration')),
  taken_at timestamptz not null,
  metrics jsonb not null,
  -- Running totals, from which the next minute is told apart.
  totals jsonb not null default '{}'
);
create index metric_snapshot_recent on metric_snapshot (tenant_id, source, taken_at, id);
call secure_table('metric_snapshot');

create table alert_rule (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  name text not null,
  source text not null,
  metric text not null,
  comparator text not null check (comparator in ('above', 'below')),
  threshold double precision not null,
  for_seconds int not null check (for_seconds >= 0),
  severity text not null check (severity in ('critical', 'warning', 'info')),
  enabled boolean not null,
  created_at timestamptz not null,
  unique (tenant_id, name)
);
call secure_table('alert_rule');

create table alert (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  rule_id uuid references alert_rule (id),
  -- What it is about: the metric, a provider, the collector itself.
  target text not null,
  title text not null,
  severity text not null check (severity in ('critical', 'warning', 'info')),
  status text not null check (status in ('pending', 'active', 'acknowledged', 'snoozed', 'resolved')),
  first_seen_at timestamptz not null,
  active_at timestamptz,
  last_seen_at timestamptz not null,
  actual double precision,
  threshold double precision,
  breach_seconds int not null,
  good_evaluations int not null,
  acknowledged_by text,
  note text,
  snoozed_until timestamptz,
  mailed_at timestamptz,
  resolved_at timestamptz,
  resolved_by text
);
create unique index alert_open on alert (tenant_id, target) where status <> 'resolved';
create index alert_recent on alert (tenant_id, first_seen_at, id);
create index alert_rule_of on alert (rule_id) where rule_id is not null;
call secure_table('alert');

-- How each vendor has been answering probes.
create table integration_health (
  provider_id uuid primary key references provider (id),
  tenant_id uuid not null references tenant (id),
  state text not null check (state in ('healthy', 'degraded', 'down')),
  failures int not null,
  successes int not null,
  -- The probes of the last minutes, newest last: whether each worked, and how long it took.
  probes jsonb not null,
  reason text,
  since timestamptz not null,
  probed_at timestamptz not null
);
create index integration_health_tenant on integration_health (tenant_id);
call secure_table('integration_health');

-- The worst of each day, for ninety days of bars on the status page.
create table status_day (
  tenant_id uuid not null references tenant (id),
  component text not null,
  day date not null,
  worst text not null check (worst in ('operational', 'degraded', 'down')),
  down_minutes int not null,
  primary key (tenant_id, component, day)
);
call secure_table('status_day');
