drop index device_realm;
drop schema switch cascade;
