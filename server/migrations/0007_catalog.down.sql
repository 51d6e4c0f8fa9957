drop table offering;
