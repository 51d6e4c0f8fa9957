drop table status_day, integration_health, alert, alert_rule, metric_snapshot;
