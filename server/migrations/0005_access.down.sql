drop table api_key, recovery_code, access_link, refresh_token, app_session, app_user;
