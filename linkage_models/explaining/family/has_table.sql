-- Whether the database in use has a table; older nights lack some.
select count(*) > 0 as is_there
from duckdb_tables()
where database_name = current_database() and schema_name = $of_schema and table_name = $of_table
