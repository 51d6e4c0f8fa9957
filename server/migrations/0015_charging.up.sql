-- Usage and its money: sessions that are charged while they last, allowances that pay before the wallet, and what was used.

-- A bucket of something already paid for. `reserved` is promised to sessions and messages under way, so that no two of them use the same second.
create table allowance_bucket (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  service text not null,
  unit text not null check (unit in ('seconds', 'messages', 'bytes', 'count')),
  name text not null,
  granted bigint not null check (granted > 0),
  used bigint not null default 0 check (used >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  priority int not null default 0,
  source_id uuid not null,
  valid_from timestamptz not null,
  expires_at timestamptz not null,
  -- Percentages of which the holder was told, and when the unused rest was given up.
  notified int[] not null default '{}',
  expired_at timestamptz,
  created_at timestamptz not null,
  check (used + reserved <= granted),
  check (valid_from < expires_at)
) with (fillfactor = 70);
create index allowance_bucket_live on allowance_bucket (account_id, unit, expires_at) where expired_at is null;
create index allowance_bucket_due on allowance_bucket (expires_at) where expired_at is null;
create index allowance_bucket_source on allowance_bucket (source_id);
create index allowance_bucket_recent on allowance_bucket (tenant_id, created_at, id);
call secure_table('allowance_bucket', 'account_id');

-- Who uses how much of which bucket; `owner_id` is the session, the message or whatever else uses it.
create table allowance_use (
  owner_id uuid not null,
  bucket_id uuid not null references allowance_bucket (id),
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  quantity bigint not null check (quantity > 0),
  state text not null check (state in ('reserved', 'used')),
  primary key (owner_id, bucket_id)
);
create index allowance_use_bucket on allowance_use (bucket_id);
create index allowance_use_account on allowance_use (account_id);
create index allowance_use_tenant on allowance_use (tenant_id);
call secure_table('allowance_use', 'account_id');

-- A call or the like while it is charged: what it was begun with, how far it may go, and how it ended. Its hold has the same id.
create table charging_session (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  status text not null default 'open' check (status in ('open', 'closed')),
  granted_seconds int not null check (granted_seconds >= 0),
  elapsed_seconds int not null default 0 check (elapsed_seconds >= 0),
  has_hold boolean not null,
  settlement json,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  -- Last, because what is the same at the end of a row is not logged again when the row changes.
  terms json not null,
  check ((status = 'closed') = (settlement is not null and closed_at is not null))
) with (fillfactor = 60);
create index charging_session_due on charging_session (expires_at) where status = 'open';
call secure_table('charging_session', 'account_id');

-- One rated use of anything; kept for seven years, longer than what it was about.
create table usage_record (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  service text not null,
  unit text not null check (unit in ('seconds', 'messages', 'bytes', 'count')),
  quantity bigint not null check (quantity >= 0),
  allowance_quantity bigint not null check (allowance_quantity >= 0),
  wallet_quantity bigint not null check (wallet_quantity >= 0),
  splits jsonb not null,
  currency char(3) not null,
  amount_micros bigint not null check (amount_micros >= 0),
  vendor text,
  cost_currency char(3),
  cost_micros bigint,
  description text not null,
  subject_type text not null,
  subject_id text not null,
  entry_id uuid,
  flags text[] not null,
  trace json not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  check (allowance_quantity + wallet_quantity = quantity),
  check ((cost_micros is null) = (cost_currency is null))
);
create index usage_record_recent on usage_record (tenant_id, occurred_at, id);
create index usage_record_account on usage_record (account_id, occurred_at, id);
call secure_table('usage_record', 'account_id', 'select, insert');
call make_append_only('usage_record');

-- A trace is only ever read whole, and jsonb costs a parse and a rebuild for each posting.
alter table entry alter column trace type json using trace::json;

-- A transfer in the journal of the posting right before it is that posting's other side: it is posted with it or not at all.
do $$ begin
  execute replace(replace(pg_get_functiondef('ledger_apply'::regproc), 'p_trace[i]::jsonb', 'p_trace[i]::json'), 'continue when o_status[n] <> ''ok'' or v_op = ''transfer'';',
    'if v_op = ''transfer'' and o_status[n] = ''ok'' and n > 1 and p_journal[n] = p_id[n - 1] and o_status[n - 1] not in (''ok'', ''duplicate'') then
      o_status[n] := ''not_posted'';
    end if;
    continue when o_status[n] <> ''ok'' or v_op = ''transfer'';');
end $$;

-- Opens, grows and closes sessions together with their postings, each accepted or refused by itself, in one commit of the caller.
-- The first nineteen parameters are those of ledger_apply, those with u_ are the usage record of a session that closes; the operations of session i are p_from[i] to p_to[i] of them, none when p_from[i] is null.
-- o_state other than `ok` says why a session cannot take its step; then nothing at all is done, and the caller sends the others again without it.
create function charging_apply(
  p_now timestamptz, p_op text[], p_tenant uuid[], p_id uuid[], p_wallet uuid[], p_hold uuid[], p_account uuid[], p_counter uuid[], p_other uuid[],
  p_amount bigint[], p_currency text[], p_kind text[], p_description text[], p_subject_type text[], p_subject_id text[],
  p_journal uuid[], p_trace text[], p_expires timestamptz[], p_force boolean[],
  p_session uuid[], p_step text[], p_from bigint[], p_to bigint[], p_session_tenant uuid[], p_session_account uuid[], p_terms text[], p_seconds bigint[],
  p_elapsed bigint[], p_ends timestamptz[], p_buckets boolean[], u_service text[], u_quantity bigint[], u_allowance bigint[], u_splits text[],
  u_currency text[], u_amount bigint[], u_vendor text[], u_cost_currency text[], u_cost bigint[], u_description text[], u_subject_type text[],
  u_subject_id text[], u_entry uuid[], u_flags text[], u_trace text[], u_occurred timestamptz[],
  out o_status text[], out o_balance bigint[], out o_available bigint[], out o_state text[], out o_granted bigint[])
language plpgsql
set search_path = public, pg_temp
-- As in ledger_apply: plans made while tables are empty must stay right as they grow.
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_bitmapscan = off
set plan_cache_mode = force_generic_plan set jit = off
as $$
declare
  v_count int := cardinality(p_session);
  v_from int[] := p_from::int[];
  v_to int[] := p_to::int[];
  v_done boolean[];
  v_holds boolean[];
begin
  -- Locked in the order of their ids, before any wallet, so that two calls never wait for each other.
  perform from (select id from charging_session where id = any (p_session) order by id for no key update) locked;
  select array_agg(case
      when p_step[i] = 'open' and s.id is not null then case when s.tenant_id = p_session_tenant[i] then 'known' else 'foreign' end
      when p_step[i] = 'open' and p_buckets[i] and exists (select from allowance_bucket b where b.account_id = p_session_account[i]
        and b.unit = 'seconds' and b.expired_at is null and b.valid_from <= p_now and b.expires_at > p_now and b.used + b.reserved < b.granted)
        then 'allowance'
      when p_step[i] <> 'open' and (s.id is null or s.tenant_id <> p_session_tenant[i]) then 'missing'
      when p_step[i] <> 'open' and s.status = 'closed' then 'closed'
      else 'ok' end order by i), array_agg(s.granted_seconds::bigint order by i)
  into o_state, o_granted
  from generate_series(1, v_count) as i left join lateral (select * from charging_session where id = p_session[i] offset 0) s on true;
  if 'ok' <> any (o_state) then return; end if;

  if cardinality(p_op) > 0 then
    select l.o_status, l.o_balance, l.o_available into o_status, o_balance, o_available
    from ledger_apply(p_now, p_op, p_tenant, p_id, p_wallet, p_hold, p_account, p_counter, p_other, p_amount, p_currency, p_kind, p_description,
      p_subject_type, p_subject_id, p_journal, p_trace, p_expires, p_force) l;
  end if;
  select array_agg(v_from[i] is null or o_status[v_from[i]] in ('ok', 'duplicate') and o_status[v_to[i]] in ('ok', 'duplicate') order by i),
    array_agg(v_from[i] is not null and p_op[v_from[i]] in ('hold', 'extend') order by i)
  into v_done, v_holds from generate_series(1, v_count) as i;

  insert into charging_session (id, tenant_id, account_id, terms, granted_seconds, has_hold, opened_at, expires_at)
  select p_session[i], p_session_tenant[i], p_session_account[i], p_terms[i]::json, p_seconds[i], v_holds[i], p_now, p_ends[i]
  from generate_series(1, v_count) as i where p_step[i] = 'open' and v_done[i];
  update charging_session s set granted_seconds = greatest(s.granted_seconds, p_seconds[i]), elapsed_seconds = greatest(s.elapsed_seconds, p_elapsed[i]),
    has_hold = s.has_hold or v_holds[i], expires_at = greatest(s.expires_at, p_ends[i])
  from generate_series(1, v_count) as i where s.id = p_session[i] and p_step[i] = 'grow' and v_done[i];
  update charging_session s set status = 'closed', settlement = p_terms[i]::json, closed_at = p_now
  from generate_series(1, v_count) as i where s.id = p_session[i] and p_step[i] = 'close' and v_done[i];
  insert into usage_record (id, tenant_id, account_id, service, unit, quantity, allowance_quantity, wallet_quantity, splits, currency, amount_micros,
    vendor, cost_currency, cost_micros, description, subject_type, subject_id, entry_id, flags, trace, occurred_at, recorded_at)
  select p_session[i], p_session_tenant[i], p_session_account[i], u_service[i], 'seconds', u_quantity[i], u_allowance[i], u_quantity[i] - u_allowance[i],
    coalesce(u_splits[i], '[]')::jsonb, u_currency[i], u_amount[i], u_vendor[i], u_cost_currency[i], u_cost[i], u_description[i], u_subject_type[i],
    u_subject_id[i], u_entry[i], coalesce(string_to_array(u_flags[i], ','), '{}'), u_trace[i]::json, u_occurred[i], p_now
  from generate_series(1, v_count) as i where p_step[i] = 'close' and v_done[i];
end $$;
revoke execute on function charging_apply from public;
grant execute on function charging_apply to linecard_app;

-- Packages: what the operator bundles; everybody below sells them by their own prices. A package has the id of its offering.
create table package (
  id uuid primary key references offering (id),
  tenant_id uuid not null references tenant (id),
  numbers bigint not null check (numbers >= 0),
  seconds bigint not null check (seconds >= 0),
  messages bigint not null check (messages >= 0),
  bytes bigint not null check (bytes >= 0),
  discount_e4 bigint not null check (discount_e4 between 0 and 999999),
  term_days int not null check (term_days between 1 and 366),
  created_at timestamptz not null,
  check (numbers + seconds + messages + bytes > 0)
);
create index package_tenant on package (tenant_id);
call secure_table('package');

-- Which of a business's prices is the list price of a package, so that a new one ends it.
create table package_price (
  tenant_id uuid not null references tenant (id),
  package_id uuid not null references package (id),
  price_rule_id uuid not null references price_rule (id),
  primary key (tenant_id, package_id)
);
create index package_price_package on package_price (package_id);
create index package_price_rule on package_price (price_rule_id);
call secure_table('package_price');

-- A package an account has; what is in it was fixed when it was bought.
create table package_subscription (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  package_id uuid not null references package (id),
  name text not null,
  numbers bigint not null,
  seconds bigint not null,
  messages bigint not null,
  bytes bigint not null,
  price_micros bigint not null,
  currency char(3) not null,
  status text not null check (status in ('active', 'suspended', 'ended')),
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'ended') = (ended_at is not null))
);
create index package_subscription_account on package_subscription (account_id);
create index package_subscription_package on package_subscription (package_id);
create index package_subscription_recent on package_subscription (tenant_id, created_at, id);
call secure_table('package_subscription', 'account_id');
