create table "order" (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number text not null,
  status text not null check (status in ('acknowledged', 'rejected', 'pending', 'held', 'inProgress', 'partial', 'completed', 'failed', 'cancelled',
    'assessingCancellation', 'pendingCancellation')),
  total_micros bigint not null,
  currency char(3) not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  unique (tenant_id, number)
);
create index order_recent on "order" (tenant_id, created_at, id);
create index order_account on "order" (account_id, created_at, id);
create index order_status on "order" (tenant_id, status, created_at, id);
call secure_table('"order"', 'account_id');

create table order_item (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  order_id uuid not null references "order" (id),
  position int not null,
  kind text not null,
  description text not null,
  attributes jsonb not null,
  price_micros bigint not null check (price_micros >= 0),
  monthly_micros bigint,
  currency char(3) not null,
  entry_kind text not null,
  revenue_code text not null,
  trace jsonb not null,
  hold_id uuid,
  status text not null check (status in ('inProgress', 'held', 'completed', 'failed', 'cancelled')),
  -- The saga's place: whom we are asking, since when without an answer, how often, and who has said no.
  provider_id uuid,
  asked_at timestamptz,
  attempts int not null default 0,
  lookups int not null default 0,
  not_found_at timestamptz,
  tried uuid[] not null default '{}',
  service_id uuid,
  error_code text,
  error_message text,
  touched_at timestamptz not null
);
create index order_item_order on order_item (order_id, position);
create index order_item_open on order_item (touched_at) where status = 'inProgress';
create index order_item_held on order_item (touched_at) where status = 'held';
call secure_table('order_item', 'account_id');

-- The log of the saga, for people: what was done, by whom it was answered, how.
create table order_step (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  item_id uuid not null references order_item (id),
  name text not null,
  status text not null check (status in ('done', 'running', 'failed', 'waiting')),
  supplier text,
  detail text,
  at timestamptz not null
);
create index order_step_item on order_step (item_id, id);
call secure_table('order_step', 'account_id', 'select, insert');
grant usage on sequence order_step_id_seq to linecard_app;
call make_append_only('order_step');
