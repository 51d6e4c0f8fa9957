drop table inbound_webhook, provider;
