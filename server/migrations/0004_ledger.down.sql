drop function ledger_apply;
drop table ledger_check;
drop table entry;
drop table hold;
drop table wallet;
drop table ledger_account;
