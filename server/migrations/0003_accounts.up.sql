create table account (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  number text not null,
  name text not null,
  kind text not null check (kind in ('individual', 'business')),
  status text not null check (status in ('active', 'suspended', 'closed')),
  email text not null,
  group_name text,
  currency char(3) not null,
  created_at timestamptz not null,
  unique (tenant_id, number)
);
create index account_recent on account (tenant_id, created_at, id);
create index account_email on account (tenant_id, lower(email));
call secure_table('account', 'id');
