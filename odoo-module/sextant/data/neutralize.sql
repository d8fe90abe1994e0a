-- A neutralized copy of the database does not speak in the name of the original.
DELETE FROM ir_config_parameter WHERE key LIKE 'sextant.%';
DELETE FROM res_users_apikeys WHERE scope LIKE 'sextant%';
