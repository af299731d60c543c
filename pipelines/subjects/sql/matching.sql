-- Records that all that is told of a person fits, withheld ones too: an officer answers for what is held.
with lived as (
    select
        source,
        record_id,
        list(replace(upper(postcode_as_received), ' ', '')) as postcodes
    from conformed.address
    where postcode_as_received is not null
    group by source, record_id
)

select
    r.source,
    r.record_id
from conformed.person_record as r
left join lived as l using (source, record_id)
where
    ($source::varchar is null or r.source = $source)
    and ($record_id::varchar is null or r.record_id = $record_id)
    and ($nhs_number::varchar is null or r.nhs_number = $nhs_number)
    and ($upn::varchar is null or r.upn = $upn or r.former_upn = $upn)
    and ($family_name::varchar is null or r.family_name = upper(strip_accents($family_name)))
    and ($given_name::varchar is null or r.given_name = upper(strip_accents($given_name)))
    and ($date_of_birth::date is null or r.date_of_birth = $date_of_birth)
    and ($postcode::varchar is null or list_contains(l.postcodes, replace(upper($postcode), ' ', '')))
order by r.source, r.record_id
