-- Rate plans: what calls cost by the digits they begin with, edited in drafts and committed as versions.
create table rate_plan (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  number text not null,
  name text not null,
  direction text not null check (direction in ('customer', 'supplier')),
  currency char(3) not null,
  time_zone text not null,
  increment_rule text not null check (increment_rule in ('after_initial', 'total')),
  duration_rounding text not null check (duration_rounding in ('up', 'down', 'half_up', 'half_down')),
  rounding_mode text not null check (rounding_mode in ('up', 'down', 'half_up', 'half_down')),
  rounding_decimals int not null check (rounding_decimals between 0 and 6),
  free_seconds int not null check (free_seconds between 0 and 86400),
  grace_seconds int not null check (grace_seconds between 0 and 86400),
  min_cost_micros bigint not null check (min_cost_micros >= 0),
  -- Steps of rows that name none.
  initial_seconds int not null check (initial_seconds between 1 and 86400),
  recurring_seconds int not null check (recurring_seconds between 1 and 86400),
  closed_behaviour text not null check (closed_behaviour in ('block', 'fall_back')),
  default_rates text not null check (default_rates in ('block', 'allow')),
  notice_days int not null check (notice_days between 0 and 365),
  min_margin_bp int not null check (min_margin_bp between 0 and 10000),
  margin_enforcement text not null check (margin_enforcement in ('off', 'warn', 'block')),
  -- The last committed version; 0 before the first.
  version int not null default 0,
  -- Grows with everything that changes an answer, so that a process sees with one number whether it is up to date.
  revision int not null default 1,
  created_at timestamptz not null,
  unique (tenant_id, number),
  unique (tenant_id, name)
);
create index rate_plan_recent on rate_plan (tenant_id, created_at, id);
call secure_table('rate_plan');

-- One change of a plan: the open draft, or a committed version with the instant it counts from.
create table rate_sheet (
  id uuid primary key,
  no bigint generated always as identity unique,
  tenant_id uuid not null references tenant (id),
  plan_id uuid not null references rate_plan (id),
  state text not null check (state in ('draft', 'committed')),
  mode text not null check (mode in ('full', 'partial')),
  version int,
  effective_at timestamptz,
  source text not null,
  sha256 text,
  -- Grows with every edit by hand, so that rows kept in memory are known to be the ones stored.
  edits int not null default 0,
  counts jsonb,
  created_at timestamptz not null,
  created_by text not null,
  committed_at timestamptz,
  committed_by text,
  check ((state = 'committed') = (version is not null and effective_at is not null and committed_at is not null)),
  unique (plan_id, version)
);
create unique index rate_sheet_draft on rate_sheet (plan_id) where state = 'draft';
create index rate_sheet_tenant on rate_sheet (tenant_id, plan_id);
call secure_table('rate_sheet');

-- No foreign key to the sheet: a check per row would double the time of a deck of a million, and sheets are only deleted as drafts, with their rows.
create table rate_version (
  tenant_id uuid not null,
  sheet_no bigint not null,
  code text collate "C" not null check (length(code) <= 15),
  -- '-infinity': from the instant of the sheet on.
  valid_from timestamptz not null default '-infinity',
  status smallint not null check (status between 0 and 2),
  rate_e8 bigint not null check (rate_e8 >= 0),
  initial_rate_e8 bigint not null check (initial_rate_e8 >= 0),
  connect_fee_micros bigint not null check (connect_fee_micros >= 0),
  initial_seconds int not null,
  recurring_seconds int not null,
  name text not null,
  primary key (sheet_no, code, valid_from)
);
call secure_table('rate_version');
