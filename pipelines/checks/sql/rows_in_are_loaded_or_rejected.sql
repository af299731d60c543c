-- Records read that are neither loaded nor set aside, by the difference of each table.
with landed as (
    select
        table_name,
        estimated_size as loaded
    from duckdb_tables()
    where
        database_name = current_database()
        and schema_name = 'raw'
        and starts_with(table_name, $source || '__')
),

received as (
    select
        source || '__' || table_name as table_name,
        sum(records) as records
    from raw.delivery
    where source = $source
    group by source, table_name
),

set_aside as (
    select
        source || '__' || table_name as table_name,
        count(*) as rejected
    from raw.rejected
    where source = $source
    group by source, table_name
)

select count(*) as contradictions
from received as r
full join landed as l on r.table_name = l.table_name
left join set_aside as s on r.table_name = s.table_name
where coalesce(r.records, 0) <> coalesce(l.loaded, 0) + coalesce(s.rejected, 0)
