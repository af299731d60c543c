-- Kinds of error with how many there are, their commonest pattern and one pair of records that has it.
with by_pattern as (
    select
        error,
        stage,
        kind,
        detail,
        pattern,
        count(*) as pairs,
        arg_min(example_l, (example_l, example_r)) as example_l,
        arg_min(example_r, (example_l, example_r)) as example_r
    from error_kind
    group by all
),

commonest as (
    select
        error,
        stage,
        kind,
        detail,
        pattern,
        example_l,
        example_r
    from by_pattern
    qualify row_number() over (partition by error, stage, kind, detail order by pairs desc, pattern) = 1
),

counted as (
    select
        error,
        stage,
        kind,
        detail,
        count(*) as errors,
        count(*) filter (where is_asked) as asked,
        median(weight) as median_weight
    from error_kind
    group by error, stage, kind, detail
)

select
    n.error,
    n.stage,
    n.kind,
    n.detail,
    n.errors,
    n.errors / sum(n.errors) over (partition by n.error) as share,
    n.asked,
    round(n.median_weight, 1) as median_weight,
    c.pattern,
    c.example_l,
    c.example_r
from counted as n
inner join commonest as c
    on
        n.error = c.error
        and n.stage = c.stage
        and n.kind = c.kind
        and n.detail = c.detail
order by n.error desc, n.errors desc, n.stage, n.kind, n.detail
