-- Money: double entry, append-only. Balances, holds and entries have one writer, ledger_apply; the application itself may only read them.

create table ledger_account (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  code text not null check (code ~ '^[a-z][a-z0-9_-]*(:[a-z0-9_-]+)*$'),
  currency char(3) not null,
  unique (tenant_id, code, currency)
);
call secure_table('ledger_account', null, 'select, insert');

-- Half of each page stays free, so that a new balance lands beside the old one and touches no index.
create table wallet (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  currency char(3) not null,
  balance_micros bigint not null default 0,
  held_micros bigint not null default 0 check (held_micros >= 0),
  credit_limit_micros bigint not null default 0 check (credit_limit_micros >= 0),
  entry_seq bigint not null default 0,
  opened_at timestamptz not null,
  unique (account_id, currency)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
create index wallet_recent on wallet (tenant_id, opened_at, id);
call secure_table('wallet', 'account_id', 'select');
grant insert (id, tenant_id, account_id, currency, credit_limit_micros, opened_at), update (credit_limit_micros) on wallet to linecard_app;

-- No foreign keys to the wallet here: the one writer reads the wallet under its lock, and a key check for each row would halve the throughput.
create table hold (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  wallet_id uuid not null,
  currency char(3) not null,
  first_micros bigint not null check (first_micros > 0),
  amount_micros bigint not null,
  captured_micros bigint not null default 0 check (captured_micros between 0 and amount_micros),
  status text not null default 'active' check (status in ('active', 'captured', 'released', 'expired')),
  description text not null,
  subject_type text,
  subject_id text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  check ((status = 'active') = (closed_at is null)),
  check ((status = 'captured') = (captured_micros > 0))
) with (fillfactor = 70);
create index hold_open on hold (wallet_id, created_at, id) where status = 'active';
create index hold_due on hold (expires_at) where status = 'active';
call secure_table('hold', 'account_id', 'select');

-- One row is one posting with both its sides, so the sum of all postings is zero by construction. The id is the idempotency key.
create table entry (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid,
  wallet_id uuid,
  seq bigint,
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount_micros bigint not null check (amount_micros > 0),
  balance_before_micros bigint,
  balance_after_micros bigint,
  hold_id uuid,
  journal_id uuid,
  occurred_at timestamptz not null,
  forced boolean not null,
  currency char(3) not null,
  kind text not null,
  description text not null,
  subject_type text,
  subject_id text,
  trace jsonb,
  unique (wallet_id, seq),
  check (debit_account_id <> credit_account_id),
  check ((wallet_id is null) = (seq is null) and (wallet_id is null) = (account_id is null) and (wallet_id is null) = (balance_after_micros is null)),
  check (wallet_id is null or balance_after_micros - balance_before_micros = case when debit_account_id = wallet_id then -amount_micros else amount_micros end)
) with (autovacuum_vacuum_insert_scale_factor = 0.1);
create index entry_recent on entry (tenant_id, occurred_at);
create index entry_journal on entry (journal_id) where journal_id is not null;
call secure_table('entry', 'account_id', 'select');
call make_append_only('entry');

create table ledger_check (
  id uuid primary key,
  tenant_id uuid not null,
  checked_at timestamptz not null,
  duration_ms int not null,
  ok boolean not null,
  results jsonb not null
);
create index ledger_check_recent on ledger_check (tenant_id, checked_at, id);
call secure_table('ledger_check', null, 'select, insert, delete');

-- Applies operations in the order given, each accepted or refused by itself, in one commit of the caller.
-- op: charge, credit (wallet and counter account), transfer (from p_other to p_counter, no wallet), hold, extend (to a total), capture, release, expire.
-- o_balance: the wallet's balance after a posting (the stored one for a duplicate), or for `insufficient` what could be spent; o_available: balance less holds.
-- A hold may occur once in a call, and so may an id.
create function ledger_apply(
  p_now timestamptz, p_op text[], p_tenant uuid[], p_id uuid[], p_wallet uuid[], p_hold uuid[], p_counter uuid[], p_other uuid[],
  p_amount bigint[], p_currency text[], p_kind text[], p_description text[], p_subject_type text[], p_subject_id text[],
  p_journal uuid[], p_trace text[], p_expires timestamptz[], p_force boolean[],
  out o_status text[], out o_balance bigint[], out o_available bigint[])
language plpgsql security definer
set search_path = public, pg_temp
-- The plan is kept for the session and made while tables may be empty: only index lookups stay right as they grow.
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_bitmapscan = off
set plan_cache_mode = force_generic_plan set jit = off
as $$
declare
  v_count int := cardinality(p_op);
  v_account uuid := app_account();
  v_wallet uuid[] := array_fill(null::uuid, array[v_count]);
  v_owner uuid[] := v_wallet;
  v_seq bigint[] := array_fill(null::bigint, array[v_count]);
  r record;
  v_current uuid;
  v_changed boolean := false;
  v_posted boolean := false;
  v_balance bigint;
  v_held bigint;
  v_entries bigint;
  u_wallet uuid[] := '{}';
  u_balance bigint[] := '{}';
  u_held bigint[] := '{}';
  u_seq bigint[] := '{}';
begin
  if not app_is_system() and exists (select from unnest(p_tenant) as t where t is distinct from app_tenant()) then
    raise insufficient_privilege using message = 'A posting belongs to the tenant of the connection.';
  end if;
  o_status := array_fill('ok'::text, array[v_count]);
  o_balance := v_seq;
  o_available := v_seq;
  -- In the order of their ids, so that two batches never wait for each other; the rows are read again below, by a later snapshot.
  if p_hold is null then
    perform 1 from wallet where id = any (p_wallet) order by id for no key update;
  else
    perform 1 from wallet where id = any (p_wallet || array(select wallet_id from hold where id = any (p_hold))) order by id for no key update;
  end if;

  for r in
    select n, w.id as wallet, w.account_id as owner, w.balance_micros as balance, w.held_micros as held, w.entry_seq as entries,
      w.credit_limit_micros as credit_limit, h.amount_micros as hold_amount, e.balance_after_micros as entry_balance, p_id[n] is not null as posts,
      case
        when e.id is not null then case
          when e.tenant_id = p_tenant[n] and e.amount_micros = p_amount[n] and e.kind = p_kind[n] and e.hold_id is not distinct from p_hold[n]
            and e.debit_account_id = case p_op[n] when 'transfer' then p_other[n] when 'credit' then p_counter[n] else w.id end
            and e.credit_account_id = case p_op[n] when 'credit' then w.id else p_counter[n] end
          then 'duplicate' else 'key_reused' end
        when p_op[n] = 'transfer' then case
          when a.id is null or not exists (select from ledger_account o where o.id = p_other[n] and o.tenant_id = p_tenant[n] and o.currency = p_currency[n])
          then 'unknown_account' else 'ok' end
        when w.id is null or w.tenant_id <> p_tenant[n] or w.account_id <> v_account then 'not_found'
        when p_op[n] = 'hold' and h.id is not null then case
          when h.wallet_id = w.id and h.first_micros = p_amount[n] then 'duplicate' else 'key_reused' end
        when w.currency <> p_currency[n] then 'currency_mismatch'
        when p_id[n] is not null and a.id is null then 'unknown_account'
        when p_hold[n] is null then 'ok'
        when p_op[n] in ('release', 'expire') and h.status in ('released', 'expired') then 'duplicate'
        when h.status <> 'active' then 'hold_not_active'
        when p_op[n] = 'expire' and h.expires_at > p_now then 'hold_not_due'
        when p_op[n] = 'capture' and p_amount[n] > h.amount_micros then 'exceeds_hold'
        else 'ok' end as verdict,
      case p_op[n] when 'charge' then -p_amount[n] when 'capture' then -p_amount[n] when 'credit' then p_amount[n] else 0 end as change,
      case when p_hold[n] is null then 0 when p_op[n] = 'hold' then p_amount[n] when p_op[n] = 'extend' then greatest(p_amount[n] - h.amount_micros, 0)
        else -h.amount_micros end as reserve,
      case p_op[n] when 'charge' then case when p_force[n] then 0 else p_amount[n] end when 'hold' then p_amount[n]
        when 'extend' then greatest(p_amount[n] - h.amount_micros, 0) else 0 end as need
    from generate_series(1, v_count) as n
    -- "offset 0" keeps each a lookup by key for each operation, however few rows the planner believes in.
    left join lateral (select * from hold where id = p_hold[n] offset 0) h on true
    left join lateral (select * from wallet where id = coalesce(p_wallet[n], h.wallet_id) offset 0) w on true
    left join lateral (select * from entry where id = p_id[n] offset 0) e on true
    left join lateral (select * from ledger_account where id = p_counter[n] and tenant_id = p_tenant[n] and currency = p_currency[n] offset 0) a on true
    order by w.id, n
  loop
    if r.wallet is distinct from v_current then
      if v_changed then
        u_wallet := u_wallet || v_current; u_balance := u_balance || v_balance; u_held := u_held || v_held; u_seq := u_seq || v_entries;
      end if;
      v_current := r.wallet; v_changed := false;
      v_balance := r.balance; v_held := r.held; v_entries := r.entries;
    end if;
    if r.verdict = 'ok' and (r.need = 0 or r.need <= v_balance - v_held + r.credit_limit) then
      if r.posts then v_posted := true; end if;
      if r.wallet is not null then
        v_changed := true;
        v_balance := v_balance + r.change; v_held := v_held + r.reserve;
        o_balance[r.n] := v_balance; o_available[r.n] := v_balance - v_held;
        v_wallet[r.n] := r.wallet; v_owner[r.n] := r.owner;
        if r.posts then v_entries := v_entries + 1; v_seq[r.n] := v_entries; end if;
      end if;
    elsif r.verdict = 'ok' then
      o_status[r.n] := 'insufficient'; o_balance[r.n] := v_balance - v_held + r.credit_limit; o_available[r.n] := v_balance - v_held;
    else
      o_status[r.n] := r.verdict;
      if r.verdict = 'duplicate' then
        o_balance[r.n] := coalesce(r.entry_balance, v_balance); o_available[r.n] := v_balance - v_held;
      elsif r.verdict = 'exceeds_hold' then
        o_balance[r.n] := r.hold_amount;
      end if;
    end if;
  end loop;
  if v_changed then
    u_wallet := u_wallet || v_current; u_balance := u_balance || v_balance; u_held := u_held || v_held; u_seq := u_seq || v_entries;
  end if;

  if v_posted then
    insert into entry (id, tenant_id, account_id, wallet_id, seq, debit_account_id, credit_account_id, amount_micros, balance_before_micros,
      balance_after_micros, hold_id, journal_id, occurred_at, forced, currency, kind, description, subject_type, subject_id, trace)
    select p_id[n], p_tenant[n], v_owner[n], v_wallet[n], v_seq[n],
      case p_op[n] when 'transfer' then p_other[n] when 'credit' then p_counter[n] else v_wallet[n] end,
      case p_op[n] when 'credit' then v_wallet[n] else p_counter[n] end, p_amount[n],
      case p_op[n] when 'credit' then o_balance[n] - p_amount[n] else o_balance[n] + p_amount[n] end,
      o_balance[n], p_hold[n], p_journal[n], p_now, coalesce(p_force[n], false), p_currency[n], p_kind[n], p_description[n],
      p_subject_type[n], p_subject_id[n], p_trace[n]::jsonb
    from generate_series(1, v_count) as n where o_status[n] = 'ok' and p_id[n] is not null;
  end if;
  if p_hold is not null then
    insert into hold (id, tenant_id, account_id, wallet_id, currency, first_micros, amount_micros, description, subject_type, subject_id, expires_at, created_at)
    select p_hold[n], p_tenant[n], v_owner[n], v_wallet[n], p_currency[n], p_amount[n], p_amount[n], p_description[n],
      p_subject_type[n], p_subject_id[n], p_expires[n], p_now
    from generate_series(1, v_count) as n where o_status[n] = 'ok' and p_op[n] = 'hold';
    update hold h set
      amount_micros = case p_op[n] when 'extend' then greatest(h.amount_micros, p_amount[n]) else h.amount_micros end,
      expires_at = case p_op[n] when 'extend' then greatest(h.expires_at, p_expires[n]) else h.expires_at end,
      captured_micros = case p_op[n] when 'capture' then p_amount[n] else 0 end,
      status = case p_op[n] when 'extend' then 'active' when 'capture' then 'captured' when 'release' then 'released' else 'expired' end,
      closed_at = case p_op[n] when 'extend' then null else p_now end
    from generate_series(1, v_count) as n where h.id = p_hold[n] and o_status[n] = 'ok' and p_op[n] <> 'hold';
  end if;
  if cardinality(u_wallet) > 0 then
    update wallet w set balance_micros = u_balance[n], held_micros = u_held[n], entry_seq = u_seq[n]
    from generate_series(1, cardinality(u_wallet)) as n where w.id = u_wallet[n];
  end if;
end $$;
revoke execute on function ledger_apply from public;
grant execute on function ledger_apply to linecard_app;
