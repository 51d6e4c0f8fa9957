drop table tenant_domain, tenant;
