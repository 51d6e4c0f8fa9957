drop table compute_notice, console_ticket, instance_metric, instance_usage, instance_event, instance_task, instance, compute_product;
