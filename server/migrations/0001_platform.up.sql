-- The kit's own tables, and how every business table is locked to its tenant and account.
do $$ begin
  if not exists (select from pg_roles where rolname = 'linecard_app') then create role linecard_app nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of this server made it at the same moment
end $$;
do $$ begin
  execute format('grant linecard_app to %I', current_user);
exception when others then
  if not pg_has_role(current_user, 'linecard_app', 'member') then raise; end if;
end $$;
grant usage on schema public to linecard_app;

create function app_is_system() returns boolean language sql stable parallel safe as
  $$ select current_setting('app.tenant', true) = 'system' $$;
create function app_tenant() returns uuid language sql stable parallel safe as
  $$ select case when current_setting('app.tenant', true) in ('', 'system') then null else current_setting('app.tenant', true)::uuid end $$;
create function app_account() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.account', true), '')::uuid $$;

-- Locks a table to its tenant and, when it has an owner column, to the account; and lets the application use it.
create procedure secure_table(target regclass, owner_column text default null, privileges text default 'select, insert, update, delete')
language plpgsql as $$
declare
  tenant_rule text := '(select app_is_system()) or tenant_id = (select app_tenant())';
  rule text := tenant_rule;
begin
  if owner_column is not null then
    rule := format('(select app_is_system()) or (tenant_id = (select app_tenant()) and ((select app_account()) is null or %I = (select app_account())))', owner_column);
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('create policy tenant_lock on %s using (%s) with check (%s)', target, rule, rule);
  execute format('grant %s on %s to linecard_app', privileges, target);
end $$;

create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$;

-- Makes a table append-only, whoever asks.
create procedure make_append_only(target regclass) language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function refuse_change()', target);
end $$;

create table event (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  tenant_id uuid not null,
  account_id uuid,
  type text not null,
  version int not null,
  subject_type text not null,
  subject_id text not null,
  payload jsonb not null,
  actor jsonb not null,
  changes jsonb,
  request_id text not null,
  occurred_at timestamptz not null
);
create index event_feed on event (tenant_id, seq);
create index event_subject on event (tenant_id, subject_type, subject_id, seq);
create index event_account on event (tenant_id, account_id, seq) where account_id is not null;
call secure_table('event', 'account_id', 'select, insert');
call make_append_only('event');

-- What the relay has yet to move; filled by the same insert that writes the event.
create table event_outbox (event_seq bigint primary key);
grant select, insert, update, delete on event_outbox to linecard_app;
create function event_to_outbox() returns trigger language plpgsql as $$
begin
  insert into event_outbox (event_seq) values (new.seq);
  perform pg_notify('linecard_outbox', '');
  return null;
end $$;
create trigger to_outbox after insert on event for each row execute function event_to_outbox();

create table event_chain (
  position bigint generated always as identity primary key,
  event_seq bigint not null unique references event (seq),
  hash text not null
);
grant select, insert on event_chain to linecard_app;
call make_append_only('event_chain');

create table delivery (
  event_seq bigint not null references event (seq),
  handler text not null,
  subject_id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'parked')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  done_at timestamptz,
  primary key (event_seq, handler)
);
create index delivery_open on delivery (handler, subject_id, event_seq) where state <> 'done';
create index delivery_waiting on delivery (event_seq) where state = 'waiting';
grant select, insert, update, delete on delivery to linecard_app;

create table job_run (
  id uuid primary key,
  job_id text not null,
  job text not null,
  tenant_id text not null,
  attempt int not null,
  state text not null check (state in ('running', 'done', 'retrying', 'failed')),
  started_at timestamptz not null,
  heartbeat_at timestamptz not null,
  finished_at timestamptz,
  error text
);
create index job_run_recent on job_run (started_at);
create index job_run_troubled on job_run (job, started_at) where state in ('retrying', 'failed');
grant select, insert, update, delete on job_run to linecard_app;

create table job_schedule (job text primary key, next_at timestamptz not null);
grant select, insert, update, delete on job_schedule to linecard_app;

create table worker_process (id text primary key, worker_ids text[] not null);
grant select, insert, update, delete on worker_process to linecard_app;

create table idempotency_key (
  tenant_id uuid not null,
  owner text not null,
  key text not null,
  body_hash text not null,
  state text not null check (state in ('running', 'answered')),
  reply jsonb,
  created_at timestamptz not null,
  primary key (tenant_id, owner, key)
);
create index idempotency_key_age on idempotency_key (created_at);
call secure_table('idempotency_key');

-- Fixed-window counters against guessing, shared by every process.
create table throttle (key text primary key, window_start timestamptz not null, used int not null);
grant select, insert, update, delete on throttle to linecard_app;

create table mail (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid,
  template text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('waiting', 'sent', 'kept', 'failed')),
  created_at timestamptz not null,
  sent_at timestamptz,
  error text
);
create index mail_recent on mail (tenant_id, created_at, id);
call secure_table('mail', 'account_id');

-- Human codes such as O-000001: one row per tenant and series, locked while it counts.
create table counter (tenant_id uuid not null, series text not null, value bigint not null, primary key (tenant_id, series));
call secure_table('counter');
