drop table restore_test, backup, legal_hold, retention_run, retention_policy;
