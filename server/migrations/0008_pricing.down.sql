-- The extension stays: its owner may be the database's administrator, and others may use it.
drop table price_quote, price_policy, price_rule, base_price;
drop procedure lock_optional_account(regclass);
