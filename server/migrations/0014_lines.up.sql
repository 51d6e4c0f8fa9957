-- What the spine needs so that lines as unlike as an eSIM, a server and a carrier can hang on it.

alter table account drop constraint account_kind_check;
alter table account add constraint account_kind_check check (kind in ('individual', 'business', 'carrier'));

alter table app_user drop constraint app_user_role_check;
alter table app_user add constraint app_user_role_check check (role in ('super_admin', 'admin', 'finance', 'support', 'reseller_owner', 'reseller_staff',
  'customer_owner', 'customer_member', 'carrier_user'));
alter table app_user drop constraint app_user_check;
alter table app_user add constraint app_user_check check ((role in ('customer_owner', 'customer_member', 'carrier_user')) = (account_id is not null));

-- One offering may have its own price and cost; what is priced by time says in which steps it is counted.
alter table base_price add column offering_id uuid references offering (id);
alter table base_price drop constraint base_price_overlap;
alter table base_price add constraint base_price_overlap exclude using gist (
  tenant_id with =, service_type with =, (coalesce(country, '')) with =, (coalesce(vendor, '')) with =,
  (coalesce(offering_id, '00000000-0000-0000-0000-000000000000')) with =, tstzrange(valid_from, valid_to) with &&);
create index base_price_offering on base_price (offering_id) where offering_id is not null;

alter table price_rule add column offering_id uuid references offering (id),
  add column initial_seconds int check (initial_seconds between 1 and 3600),
  add column recurring_seconds int check (recurring_seconds between 1 and 3600),
  add constraint price_rule_increments check ((initial_seconds is null) = (recurring_seconds is null));
alter table price_rule drop constraint price_rule_overlap;
alter table price_rule add constraint price_rule_overlap exclude using gist (
  tenant_id with =,
  (coalesce(account_id, '00000000-0000-0000-0000-000000000000')) with =,
  (coalesce(group_name, '')) with =,
  service_type with =,
  (coalesce(country, '')) with =,
  (coalesce(vendor, '')) with =,
  (coalesce(offering_id, '00000000-0000-0000-0000-000000000000')) with =,
  (case when kind = 'fixed_price' then 1 else 2 end) with =,
  tstzrange(valid_from, valid_to) with &&);
create index price_rule_offering on price_rule (offering_id) where offering_id is not null;

-- What renews does so every so many months or days.
alter table order_item rename column monthly_micros to renewal_micros;
alter table order_item add column term_months int check (term_months > 0), add column term_days int check (term_days > 0),
  add column waiting_for text, add column refunded_at timestamptz;
update order_item set term_months = 1 where renewal_micros is not null;
alter table order_item add constraint order_item_term check ((renewal_micros is null) = (term_months is null and term_days is null)
  and (term_months is null or term_days is null));
create index order_item_waiting on order_item (account_id) where waiting_for is not null;

alter table subscription add column term_months int check (term_months > 0), add column term_days int check (term_days > 0);
update subscription set term_months = 1;
alter table subscription add constraint subscription_term check ((term_months is null) <> (term_days is null));

-- Moving only the end of a hold asks for no money, so it must work for a wallet that a chargeback took below its limit too.
do $$ begin
  execute replace(pg_get_functiondef('ledger_apply'::regproc), 'if v_amount - h_amount[n] <= v_spendable then',
    'if v_amount <= h_amount[n] or v_amount - h_amount[n] <= v_spendable then');
end $$;
