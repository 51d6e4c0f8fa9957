do $$ begin
  execute replace(pg_get_functiondef('ledger_apply'::regproc), 'if v_amount <= h_amount[n] or v_amount - h_amount[n] <= v_spendable then',
    'if v_amount - h_amount[n] <= v_spendable then');
end $$;
alter table subscription drop constraint subscription_term, drop column term_months, drop column term_days;
drop index order_item_waiting;
alter table order_item drop constraint order_item_term, drop column term_months, drop column term_days, drop column waiting_for, drop column refunded_at;
alter table order_item rename column renewal_micros to monthly_micros;
drop index price_rule_offering;
alter table price_rule drop constraint price_rule_overlap, drop constraint price_rule_increments, drop column offering_id, drop column initial_seconds,
  drop column recurring_seconds;
alter table price_rule add constraint price_rule_overlap exclude using gist (
  tenant_id with =,
  (coalesce(account_id, '00000000-0000-0000-0000-000000000000')) with =,
  (coalesce(group_name, '')) with =,
  service_type with =,
  (coalesce(country, '')) with =,
  (coalesce(vendor, '')) with =,
  (case when kind = 'fixed_price' then 1 else 2 end) with =,
  tstzrange(valid_from, valid_to) with &&);
drop index base_price_offering;
alter table base_price drop constraint base_price_overlap, drop column offering_id;
alter table base_price add constraint base_price_overlap exclude using gist (
  tenant_id with =, service_type with =, (coalesce(country, '')) with =, (coalesce(vendor, '')) with =, tstzrange(valid_from, valid_to) with &&);
alter table app_user drop constraint app_user_check, drop constraint app_user_role_check;
alter table app_user add constraint app_user_role_check check (role in ('super_admin', 'admin', 'finance', 'support', 'reseller_owner', 'reseller_staff',
  'customer_owner', 'customer_member'));
alter table app_user add constraint app_user_check check ((role in ('customer_owner', 'customer_member')) = (account_id is not null));
alter table account drop constraint account_kind_check;
alter table account add constraint account_kind_check check (kind in ('individual', 'business'));
