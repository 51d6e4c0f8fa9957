drop table rate_version, rate_sheet, rate_plan;
