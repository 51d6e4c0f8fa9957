create table tenant (
  id uuid primary key,
  parent_id uuid references tenant (id),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}$'),
  name text not null,
  kind text not null check (kind in ('operator', 'reseller')),
  status text not null check (status in ('trial', 'active', 'suspended', 'closed')),
  currency char(3) not null,
  depth int not null check (depth between 0 and 3),
  primary_color text not null default '#1f4fd8',
  logo_key text,
  support_email text not null default '',
  created_at timestamptz not null
);
create unique index tenant_one_root on tenant ((parent_id is null)) where parent_id is null;
create index tenant_parent on tenant (parent_id);

-- Names and colours of a tenant are public by nature: every storefront shows them; what they sell is not here.
alter table tenant enable row level security;
create policy tenant_visible on tenant for select using (true);
create policy tenant_change on tenant using ((select app_is_system()) or id = (select app_tenant()) or parent_id = (select app_tenant()));
grant select, insert, update on tenant to linecard_app;

create table tenant_domain (
  host text primary key,
  tenant_id uuid not null references tenant (id),
  verified_at timestamptz
);
create index tenant_domain_tenant on tenant_domain (tenant_id);
call secure_table('tenant_domain');
