create table number (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  e164 text not null check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
  country char(2) not null,
  type text not null check (type in ('local', 'mobile', 'toll_free', 'national', 'shared_cost')),
  status text not null check (status in ('provisioning', 'active', 'suspended', 'released', 'quarantined', 'purged', 'failed')),
  capabilities text[] not null default '{}',
  label text not null default '',
  is_primary boolean not null default false,
  provider_id uuid,
  supplier_reference text,
  monthly_micros bigint not null,
  currency char(3) not null,
  created_at timestamptz not null,
  released_at timestamptz,
  quarantined_until timestamptz
);
-- A number belongs to one holder in the whole deployment; quarantine still blocks everybody else (W6).
create unique index number_one_holder on number (e164) where status not in ('failed', 'purged');
create unique index number_one_primary on number (account_id) where is_primary;
create index number_recent on number (tenant_id, created_at, id);
create index number_account on number (account_id, created_at, id);
create index number_quarantine on number (quarantined_until) where status = 'quarantined';
call secure_table('number', 'account_id');

create table number_reservation (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  e164 text not null,
  country char(2) not null,
  type text not null,
  until timestamptz not null
);
-- One reservation per number over all tenants: it keeps our own customers apart.
create unique index number_reservation_one on number_reservation (e164);
create index number_reservation_account on number_reservation (account_id);
create index number_reservation_until on number_reservation (until);
call secure_table('number_reservation', 'account_id');

-- Whether somebody else holds or has reserved a number is asked across tenants, and answered with yes or no only.
create function number_is_free(wanted text, for_account uuid, at timestamptz) returns boolean
language sql stable security definer set search_path = public as $$
  select not exists (select 1 from number where e164 = wanted and status not in ('failed', 'purged'))
     and not exists (select 1 from number_reservation where e164 = wanted and until > at and account_id is distinct from for_account)
$$;
create function numbers_not_free(wanted text[], at timestamptz) returns setof text
language sql stable security definer set search_path = public as $$
  select e164 from number where e164 = any(wanted) and status not in ('failed', 'purged')
  union select e164 from number_reservation where e164 = any(wanted) and until > at
$$;
-- A reservation that ran out makes room for the next one, whoever made it.
create function drop_stale_reservation(wanted text, at timestamptz) returns void
language sql security definer set search_path = public as $$
  delete from number_reservation where e164 = wanted and until <= at
$$;
grant execute on function number_is_free, numbers_not_free, drop_stale_reservation to linecard_app;
