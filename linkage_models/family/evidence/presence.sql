-- From when to when each person is at each address: what sources say, put together where it meets.
-- A gap is a gap: who comes back has two rows.
with stay as (
    select
        person_id,
        unnest(list_filter([line_key, uprn_key], lambda k: k is not null)) as address,
        source,
        from_date,
        to_date,
        is_dated
    from family.stay
    where person_id is not null and use in ('home', 'temporary') and from_date <= least(to_date, $as_at)
),

begun as (
    select
        *,
        coalesce(
            from_date > 1 + max(to_date) over (
                partition by person_id, address
                order by from_date, to_date, source rows between unbounded preceding and 1 preceding
            ),
            false
        ) as is_new
    from stay
),

numbered as (
    select
        *,
        count(*) filter (where is_new) over (
            partition by person_id, address order by from_date, to_date, source rows unbounded preceding
        ) as spell
    from begun
)

select
    person_id,
    address,
    min(from_date) as from_date,
    max(to_date) as to_date,
    count(distinct source) as source_count,
    bool_or(is_dated) as is_dated
from numbered
group by person_id, address, spell
