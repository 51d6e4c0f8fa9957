drop table data_allocation, data_pool, esim_supplier_health, esim_usage_period, esim_usage_session, esim_bundle, esim, esim_offer, esim_plan;
