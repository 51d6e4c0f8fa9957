drop table notification_preference, notification_read, notification, template_version, template;
alter table mail drop column html;
