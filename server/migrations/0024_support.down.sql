drop table canned_reply, ticket_viewer, ticket_link, ticket_file, ticket_message, ticket, sla_policy, support_hours;
