CREATE VIEW main.{{table}} AS FROM {{files}};
