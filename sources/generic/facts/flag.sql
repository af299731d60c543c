-- What a list says is true of somebody; what it denies or leaves open is no fact.
with stated as (
    select
        e.entry_id as record_id,
        coalesce(e.recorded_on, e.started_on) as on_date,
        unnest([
            {'flag': 'young_carer', 'is_true': e.flag_young_carer},
            {'flag': 'free_school_meals', 'is_true': e.flag_free_school_meals},
            {'flag': 'disability', 'is_true': e.flag_disability},
            {'flag': 'domestic_abuse', 'is_true': e.flag_domestic_abuse},
            {'flag': 'substance_misuse', 'is_true': e.flag_substance_misuse},
            {'flag': 'parental_mental_health', 'is_true': e.flag_parental_mental_health}
        ]) as fact
    from list_entries('typed.entry') as e
)

select distinct
    s.record_id,
    s.fact.flag as flag,
    'yes' as value,
    s.on_date
from stated as s
where s.fact.is_true
