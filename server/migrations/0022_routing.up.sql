-- Which suppliers a customer's calls may go to, and the calls that are up.

create table routing_plan (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  short_code text not null,
  name text not null,
  mode text not null check (mode in ('priority', 'lcr', 'lcrd', 'weight')),
  lcr_delta_percent int not null default 0 check (lcr_delta_percent between 0 and 100),
  expected_seconds int not null default 180 check (expected_seconds between 1 and 7200),
  most_attempts int not null default 5 check (most_attempts between 1 and 10),
  reply_seconds int not null default 3 check (reply_seconds between 1 and 30),
  ring_seconds int not null default 120 check (ring_seconds between 5 and 300),
  margin_guard text not null default 'block' check (margin_guard in ('off', 'block')),
  continue_on int[] not null,
  created_at timestamptz not null,
  unique (tenant_id, short_code)
);
create index routing_plan_recent on routing_plan (tenant_id, created_at, id);
call secure_table('routing_plan');

-- What other modules may know of a plan.
create view routing_plan_name with (security_invoker = true) as select id, tenant_id, short_code, name from routing_plan;
grant select on routing_plan_name to linecard_app;

create table route (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  routing_plan_id uuid not null references routing_plan (id) on delete cascade,
  service_id uuid not null references carrier_service (id),
  code text not null default '' check (code ~ '^[0-9]{0,15}$'),
  priority int not null check (priority between 1 and 1000),
  weight int not null check (weight between 1 and 1000),
  is_blocked boolean not null default false,
  created_at timestamptz not null,
  unique (routing_plan_id, service_id, code)
);
create index route_service on route (service_id);
call secure_table('route');

alter table carrier_service add constraint carrier_service_routing_plan foreign key (routing_plan_id) references routing_plan (id);
create index carrier_service_routing_plan on carrier_service (routing_plan_id) where routing_plan_id is not null;

create trigger grow_trunk_version after insert or update or delete on routing_plan for each row execute function grow_trunk_version();
create trigger grow_trunk_version after insert or update or delete on route for each row execute function grow_trunk_version();

-- A call between being asked for and its records being written; its id is the reference the switch carries and the key of its charge.
create table trunk_call (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  carrier_id uuid not null references carrier (id),
  service_id uuid not null references carrier_service (id),
  a_number text not null,
  b_number text not null,
  status text not null check (status in ('asked', 'refused', 'routed', 'answered', 'ended', 'written')),
  ask jsonb not null,
  plan jsonb not null,
  decision jsonb,
  granted_seconds int not null default 0,
  extendable boolean not null default false,
  started_at timestamptz not null,
  answered_at timestamptz,
  answered_route text,
  ended_at timestamptz,
  duration_ms bigint not null default 0,
  sip_code int,
  reason text,
  cause int,
  released_by text
);
create index trunk_call_account on trunk_call (account_id);
create index trunk_call_carrier on trunk_call (carrier_id);
create index trunk_call_service on trunk_call (service_id);
create index trunk_call_pair on trunk_call (tenant_id, b_number, a_number, started_at);
create index trunk_call_open on trunk_call (tenant_id, status, started_at) where status <> 'written';
create index trunk_call_recent on trunk_call (tenant_id, service_id, started_at);
call secure_table('trunk_call', 'account_id');

create table trunk_attempt (
  call_id uuid not null references trunk_call (id) on delete cascade,
  tenant_id uuid not null references tenant (id),
  attempt int not null,
  route text not null,
  started_at timestamptz not null,
  rang_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  sip_code int,
  reason text,
  cause int,
  primary key (call_id, attempt)
);
create index trunk_attempt_route on trunk_attempt (tenant_id, route) where ended_at is null;
call secure_table('trunk_attempt');
