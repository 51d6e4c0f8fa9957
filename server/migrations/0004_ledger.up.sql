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
  held_micros bigint not null default 0,
  credit_limit_micros bigint not null default 0,
  entry_seq bigint not null default 0,
  opened_at timestamptz not null,
  unique (account_id, currency),
  check (held_micros >= 0 and credit_limit_micros >= 0)
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
  amount_micros bigint not null,
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
  check (amount_micros > 0 and debit_account_id <> credit_account_id)
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
-- o_balance: the wallet's balance after a posting; for a refusal the limit it met, and o_available for `insufficient`.
-- A hold may occur once in a call, and so may an id. p_account lists every ledger account named, once each. Operations sorted by wallet are fastest.
create function ledger_apply(
  p_now timestamptz, p_op text[], p_tenant uuid[], p_id uuid[], p_wallet uuid[], p_hold uuid[], p_account uuid[], p_counter uuid[], p_other uuid[],
  p_amount bigint[], p_currency text[], p_kind text[], p_description text[], p_subject_type text[], p_subject_id text[],
  p_journal uuid[], p_trace text[], p_expires timestamptz[], p_force boolean[],
  out o_status text[], out o_balance bigint[], out o_available bigint[])
language plpgsql security definer
set search_path = public, pg_temp
-- The plans are kept for the session and made while tables may be empty: only index lookups stay right as they grow.
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_bitmapscan = off
set plan_cache_mode = force_generic_plan set jit = off
as $$
declare
  v_count int := cardinality(p_op);
  v_account uuid := app_account();
  v_wallet uuid[] := p_wallet;
  v_unknown uuid[];
  v_slot int[] := array_fill(null::int, array[v_count]);
  v_seq bigint[] := array_fill(null::bigint, array[v_count]);
  -- The wallets of the call in the order of their ids, as they are and then as they become.
  w_id uuid[]; w_tenant uuid[]; w_owner uuid[]; w_currency text[]; w_balance bigint[]; w_held bigint[]; w_limit bigint[]; w_seq bigint[];
  h_wallet uuid[]; h_status text[]; h_amount bigint[]; h_first bigint[]; h_expires timestamptz[];
  e entry;
  k int := 1;
  v_op text;
  v_amount bigint;
  v_spendable bigint;
begin
  if not app_is_system() then
    if exists (select from unnest(p_tenant) as t where t is distinct from app_tenant()) then
      raise insufficient_privilege using message = 'A posting belongs to the tenant of the connection.';
    end if;
  end if;
  o_status := array_fill('ok'::text, array[v_count]);
  o_balance := v_seq;
  o_available := v_seq;
  if p_hold is not null then
    v_wallet := array(select coalesce(p_wallet[i], (select h.wallet_id from hold h where h.id = p_hold[i])) from generate_series(1, v_count) as i order by i);
  end if;

  -- Locked in the order of their ids, so that two calls never wait for each other, and read as the last writer left them.
  -- What follows is read by later statements, so it cannot be older than the locks.
  select array_agg(w.id), array_agg(w.tenant_id), array_agg(w.account_id), array_agg(w.currency::text), array_agg(w.balance_micros),
    array_agg(w.held_micros), array_agg(w.credit_limit_micros), array_agg(w.entry_seq)
  into w_id, w_tenant, w_owner, w_currency, w_balance, w_held, w_limit, w_seq
  from (select * from wallet where id = any (v_wallet) order by id for no key update) w;
  if p_hold is not null then
    select array_agg(h.wallet_id order by i), array_agg(h.status order by i), array_agg(h.amount_micros order by i), array_agg(h.first_micros order by i),
      array_agg(h.expires_at order by i)
    into h_wallet, h_status, h_amount, h_first, h_expires
    from generate_series(1, v_count) as i left join lateral (select * from hold where id = p_hold[i] offset 0) h on true;
  end if;
  if exists (select from entry where id = any (p_id)) then
    for e in select * from entry where id = any (p_id) loop
      k := array_position(p_id, e.id);
      if e.tenant_id = p_tenant[k] and e.amount_micros = p_amount[k] and e.kind = p_kind[k] and e.hold_id is not distinct from p_hold[k]
        and e.debit_account_id = (case p_op[k] when 'transfer' then p_other[k] when 'credit' then p_counter[k] else v_wallet[k] end)
        and e.credit_account_id = (case p_op[k] when 'credit' then v_wallet[k] else p_counter[k] end)
        and (v_account is null or e.account_id is not distinct from v_account)
      then o_status[k] := 'duplicate'; o_balance[k] := e.balance_after_micros;
      else o_status[k] := 'key_reused';
      end if;
    end loop;
    k := 1;
  end if;
  if cardinality(p_account) > (select count(*) from ledger_account where id = any (p_account)) then
    v_unknown := array(select a from unnest(p_account) as a where not exists (select from ledger_account l where l.id = a));
    for n in 1 .. v_count loop
      if o_status[n] = 'ok' and (p_counter[n] = any (v_unknown) or p_other[n] = any (v_unknown)) then o_status[n] := 'unknown_account'; end if;
    end loop;
  end if;

  for n in 1 .. v_count loop
    v_op := p_op[n];
    continue when o_status[n] <> 'ok' or v_op = 'transfer';
    if w_id[k] is distinct from v_wallet[n] then
      if w_id[k] is null or v_wallet[n] < w_id[k] then k := 1; end if;
      while w_id[k] < v_wallet[n] loop k := k + 1; end loop;
    end if;
    if w_id[k] is distinct from v_wallet[n] or v_wallet[n] is null or w_tenant[k] <> p_tenant[n] or w_owner[k] <> v_account then
      o_status[n] := 'not_found';
      continue;
    elsif w_currency[k] <> p_currency[n] then
      o_status[n] := 'currency_mismatch';
      continue;
    end if;
    v_amount := p_amount[n];
    v_spendable := w_balance[k] - w_held[k] + w_limit[k];
    if v_op = 'charge' then
      if v_amount <= v_spendable or p_force[n] then w_balance[k] := w_balance[k] - v_amount;
      else o_status[n] := 'insufficient';
      end if;
    elsif v_op = 'credit' then
      w_balance[k] := w_balance[k] + v_amount;
    elsif v_op = 'hold' then
      if h_wallet[n] is null and v_amount <= v_spendable then w_held[k] := w_held[k] + v_amount;
      elsif h_wallet[n] is null then o_status[n] := 'insufficient';
      elsif h_wallet[n] = v_wallet[n] and h_first[n] = v_amount then o_status[n] := 'duplicate';
      else o_status[n] := 'key_reused';
      end if;
    elsif h_status[n] <> 'active' then
      o_status[n] := case when v_op in ('release', 'expire') and h_status[n] <> 'captured' then 'duplicate' else 'hold_not_active' end;
    elsif v_op = 'extend' then
      if v_amount - h_amount[n] <= v_spendable then w_held[k] := w_held[k] + greatest(v_amount - h_amount[n], 0);
      else o_status[n] := 'insufficient'; v_spendable := v_spendable + h_amount[n];
      end if;
    elsif v_op = 'expire' and h_expires[n] > p_now then
      o_status[n] := 'hold_not_due';
    elsif v_op = 'capture' and v_amount > h_amount[n] then
      o_status[n] := 'exceeds_hold'; o_balance[n] := h_amount[n];
    else
      w_held[k] := w_held[k] - h_amount[n];
      if v_op = 'capture' then w_balance[k] := w_balance[k] - v_amount; end if;
    end if;
    if o_status[n] = 'ok' then
      v_slot[n] := k;
      if p_id[n] is not null then
        w_seq[k] := w_seq[k] + 1; v_seq[n] := w_seq[k]; o_balance[n] := w_balance[k];
      end if;
    elsif o_status[n] = 'insufficient' then
      o_balance[n] := v_spendable; o_available[n] := w_balance[k] - w_held[k];
    end if;
  end loop;

  insert into entry (id, tenant_id, account_id, wallet_id, seq, debit_account_id, credit_account_id, amount_micros, balance_before_micros,
    balance_after_micros, hold_id, journal_id, occurred_at, forced, currency, kind, description, subject_type, subject_id, trace)
  select p_id[i], p_tenant[i], w_owner[v_slot[i]], v_wallet[i], v_seq[i],
    case p_op[i] when 'transfer' then p_other[i] when 'credit' then p_counter[i] else v_wallet[i] end,
    case p_op[i] when 'credit' then v_wallet[i] else p_counter[i] end, p_amount[i],
    o_balance[i] + case p_op[i] when 'credit' then -p_amount[i] else p_amount[i] end,
    o_balance[i], p_hold[i], p_journal[i], p_now, coalesce(p_force[i], false), p_currency[i], p_kind[i], p_description[i],
    p_subject_type[i], p_subject_id[i], p_trace[i]::jsonb
  from generate_series(1, v_count) as i where o_status[i] = 'ok' and p_id[i] is not null;
  if p_hold is not null then
    insert into hold (id, tenant_id, account_id, wallet_id, currency, first_micros, amount_micros, description, subject_type, subject_id, expires_at, created_at)
    select p_hold[i], p_tenant[i], w_owner[v_slot[i]], v_wallet[i], p_currency[i], p_amount[i], p_amount[i], p_description[i],
      p_subject_type[i], p_subject_id[i], p_expires[i], p_now
    from generate_series(1, v_count) as i where o_status[i] = 'ok' and p_op[i] = 'hold';
    update hold h set
      amount_micros = case p_op[i] when 'extend' then greatest(h.amount_micros, p_amount[i]) else h.amount_micros end,
      expires_at = case p_op[i] when 'extend' then greatest(h.expires_at, p_expires[i]) else h.expires_at end,
      captured_micros = case p_op[i] when 'capture' then p_amount[i] else 0 end,
      status = case p_op[i] when 'extend' then 'active' when 'capture' then 'captured' when 'release' then 'released' else 'expired' end,
      closed_at = case p_op[i] when 'extend' then null else p_now end
    from generate_series(1, v_count) as i where h.id = p_hold[i] and o_status[i] = 'ok' and p_op[i] <> 'hold';
  end if;
  update wallet w set balance_micros = w_balance[i], held_micros = w_held[i], entry_seq = w_seq[i]
  from generate_series(1, cardinality(w_id)) as i
  where w.id = w_id[i] and (w.entry_seq <> w_seq[i] or w.held_micros <> w_held[i]);
end $$;
revoke execute on function ledger_apply from public;
grant execute on function ledger_apply to linecard_app;
