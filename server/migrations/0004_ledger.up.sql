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
  kind text not null check (kind in ('recharge', 'call', 'sms', 'mms', 'number_purchase', 'number_renewal', 'porting', 'esim_purchase',
    'esim_topup', 'package', 'subscription', 'instance_usage', 'channel_plan', 'wholesale', 'bonus', 'promo_credit', 'referral_reward',
    'loyalty_redeem', 'refund', 'chargeback', 'adjustment', 'transfer', 'commission', 'payout', 'credit_expiry', 'write_off', 'cost')),
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
  v_wallets uuid[] := p_wallet;
  v_wallet uuid[] := array_fill(null::uuid, array[v_count]);
  v_owner uuid[] := array_fill(null::uuid, array[v_count]);
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
  o_status := array_fill('not_found'::text, array[v_count]);
  o_balance := array_fill(0::bigint, array[v_count]);
  o_available := array_fill(0::bigint, array[v_count]);
  if p_hold is not null then
    v_wallets := v_wallets || array(select wallet_id from hold where id = any (p_hold));
  end if;
  -- In the order of their ids, so that two batches never wait for each other; the rows are read again below, by a later snapshot.
  perform 1 from wallet where id = any (v_wallets) order by id for no key update;

  for r in
    select x.*, case
        when x.entry_id is not null then case
          when (x.entry_tenant, x.entry_amount, x.entry_kind, x.entry_debit, x.entry_credit) = (x.tenant, x.amount, x.kind, x.debit, x.credit)
            and x.entry_hold is not distinct from x.hold then 'duplicate' else 'key_reused' end
        when x.op = 'transfer' then case
          when x.counter is null or not exists (select from ledger_account a where a.id = x.debit and a.tenant_id = x.tenant and a.currency = x.currency)
            then 'unknown_account' else 'ok' end
        when x.wallet is null or x.wallet_tenant <> x.tenant or x.owner <> v_account then 'not_found'
        when x.op = 'hold' and x.hold_status is not null then case
          when x.hold_wallet = x.wallet and x.hold_first = x.amount then 'duplicate' else 'key_reused' end
        when x.wallet_currency <> x.currency then 'currency_mismatch'
        when x.id is not null and x.counter is null then 'unknown_account'
        when x.op in ('release', 'expire') and x.hold_status in ('released', 'expired') then 'duplicate'
        when x.hold_status <> 'active' then 'hold_not_active'
        when x.op = 'expire' and x.hold_expires > p_now then 'hold_not_due'
        when x.op = 'capture' and x.amount > x.hold_amount then 'exceeds_hold'
        else 'ok' end as verdict,
      case x.op when 'charge' then -x.amount when 'capture' then -x.amount when 'credit' then x.amount else 0 end as change,
      case x.op when 'hold' then x.amount when 'extend' then greatest(x.amount - x.hold_amount, 0)
        when 'charge' then 0 when 'credit' then 0 else -x.hold_amount end as reserve,
      case when x.op in ('charge', 'hold') and not coalesce(x.force, false) then x.amount
        when x.op = 'extend' then greatest(x.amount - x.hold_amount, 0) end as need
    from (
      select o.n, o.op, o.tenant, o.id, o.hold, o.amount, o.currency, o.kind, o.force, a.id as counter,
        case o.op when 'transfer' then o.other when 'credit' then o.counter else w.id end as debit,
        case o.op when 'credit' then w.id else o.counter end as credit,
        e.id as entry_id, e.tenant_id as entry_tenant, e.amount_micros as entry_amount, e.kind as entry_kind, e.hold_id as entry_hold,
        e.debit_account_id as entry_debit, e.credit_account_id as entry_credit, e.balance_after_micros as entry_balance,
        h.status as hold_status, h.wallet_id as hold_wallet, h.amount_micros as hold_amount, h.first_micros as hold_first, h.expires_at as hold_expires,
        w.id as wallet, w.tenant_id as wallet_tenant, w.account_id as owner, w.currency as wallet_currency,
        w.balance_micros, w.held_micros, w.credit_limit_micros, w.entry_seq
      from unnest(p_op, p_tenant, p_id, p_wallet, p_hold, p_counter, p_other, p_amount, p_currency, p_kind, p_force)
        with ordinality as o (op, tenant, id, wallet, hold, counter, other, amount, currency, kind, force, n)
      left join hold h on h.id = o.hold
      left join wallet w on w.id = coalesce(o.wallet, h.wallet_id)
      left join entry e on e.id = o.id
      left join ledger_account a on a.id = o.counter and a.tenant_id = o.tenant and a.currency = o.currency
      order by w.id, o.n
    ) x
  loop
    if r.wallet is distinct from v_current then
      if v_changed then
        u_wallet := u_wallet || v_current; u_balance := u_balance || v_balance; u_held := u_held || v_held; u_seq := u_seq || v_entries;
      end if;
      v_current := r.wallet; v_changed := false;
      v_balance := r.balance_micros; v_held := r.held_micros; v_entries := r.entry_seq;
    end if;
    if r.verdict <> 'ok' then
      o_status[r.n] := r.verdict;
      o_balance[r.n] := case r.verdict when 'exceeds_hold' then r.hold_amount when 'duplicate' then coalesce(r.entry_balance, v_balance) end;
      o_available[r.n] := case r.verdict when 'duplicate' then v_balance - v_held end;
    elsif r.need > v_balance - v_held + r.credit_limit_micros then
      o_status[r.n] := 'insufficient';
      o_balance[r.n] := v_balance - v_held + r.credit_limit_micros;
      o_available[r.n] := v_balance - v_held;
    else
      o_status[r.n] := 'ok';
      if r.id is not null then v_posted := true; end if;
      if r.op <> 'transfer' then
        v_changed := true;
        v_balance := v_balance + r.change; v_held := v_held + r.reserve;
        o_balance[r.n] := v_balance; o_available[r.n] := v_balance - v_held;
        v_wallet[r.n] := r.wallet; v_owner[r.n] := r.owner;
        if r.id is not null then v_entries := v_entries + 1; v_seq[r.n] := v_entries; end if;
      end if;
    end if;
  end loop;
  if v_changed then
    u_wallet := u_wallet || v_current; u_balance := u_balance || v_balance; u_held := u_held || v_held; u_seq := u_seq || v_entries;
  end if;

  if v_posted then
    insert into entry (id, tenant_id, account_id, wallet_id, seq, debit_account_id, credit_account_id, amount_micros, balance_before_micros,
      balance_after_micros, hold_id, journal_id, occurred_at, forced, currency, kind, description, subject_type, subject_id, trace)
    select o.id, o.tenant, o.owner, o.wallet, o.seq, case o.op when 'transfer' then o.other when 'credit' then o.counter else o.wallet end,
      case o.op when 'credit' then o.wallet else o.counter end, o.amount,
      case when o.wallet is not null then case o.op when 'credit' then o.balance - o.amount else o.balance + o.amount end end,
      case when o.wallet is not null then o.balance end, o.hold, o.journal, p_now, coalesce(o.force, false), o.currency, o.kind, o.description,
      o.subject_type, o.subject_id, o.trace::jsonb
    from unnest(p_op, p_tenant, p_id, v_wallet, v_owner, v_seq, p_hold, p_counter, p_other, p_amount, p_currency, p_kind, p_description,
        p_subject_type, p_subject_id, p_journal, p_trace, p_force, o_status, o_balance)
      as o (op, tenant, id, wallet, owner, seq, hold, counter, other, amount, currency, kind, description,
        subject_type, subject_id, journal, trace, force, status, balance)
    where o.status = 'ok' and o.id is not null;
  end if;
  if p_hold is not null then
    insert into hold (id, tenant_id, account_id, wallet_id, currency, first_micros, amount_micros, description, subject_type, subject_id, expires_at, created_at)
    select o.hold, o.tenant, o.owner, o.wallet, o.currency, o.amount, o.amount, o.description, o.subject_type, o.subject_id, o.expires, p_now
    from unnest(p_op, p_tenant, v_wallet, v_owner, p_hold, p_amount, p_currency, p_description, p_subject_type, p_subject_id, p_expires, o_status)
      as o (op, tenant, wallet, owner, hold, amount, currency, description, subject_type, subject_id, expires, status)
    where o.status = 'ok' and o.op = 'hold';
    update hold h set
      amount_micros = case o.op when 'extend' then greatest(h.amount_micros, o.amount) else h.amount_micros end,
      expires_at = case o.op when 'extend' then greatest(h.expires_at, o.expires) else h.expires_at end,
      captured_micros = case o.op when 'capture' then o.amount else 0 end,
      status = case o.op when 'extend' then 'active' when 'capture' then 'captured' when 'release' then 'released' else 'expired' end,
      closed_at = case o.op when 'extend' then null else p_now end
    from unnest(p_op, p_hold, p_amount, p_expires, o_status) as o (op, hold, amount, expires, status)
    where h.id = o.hold and o.status = 'ok' and o.op <> 'hold';
  end if;
  if cardinality(u_wallet) > 0 then
    update wallet w set balance_micros = u.balance, held_micros = u.held, entry_seq = u.seq
    from unnest(u_wallet, u_balance, u_held, u_seq) as u (wallet, balance, held, seq) where w.id = u.wallet;
  end if;
end $$;
revoke execute on function ledger_apply from public;
grant execute on function ledger_apply to linecard_app;
