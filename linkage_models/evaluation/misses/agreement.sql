-- What can be seen of each pair in question, in words and without a value.
with pair as (
    select
        'missed' as error,
        true_id,
        found_id,
        record_number_l,
        record_number_r,
        weight,
        is_asked,
        stage,
        detail
    from missed_pair
    union all
    select
        'false' as error,
        true_id,
        found_id,
        record_number_l,
        record_number_r,
        weight,
        is_asked,
        stage,
        detail
    from false_pair
)

select
    p.*,
    l.source || '/' || l.record_id as example_l,
    r.source || '/' || r.record_id as example_r,
    case
        when l.is_client and r.is_client then 'two clients'
        when l.is_client or r.is_client then 'a client and a contact'
        else 'two contacts'
    end as between_whom,
    case
        when l.given_name is null or r.given_name is null then 'unknown'
        when l.given_name = r.given_name then 'equal'
        when l.given_name = r.family_name and l.family_name = r.given_name then 'crosswise'
        when list_has_any(l.given_names, r.given_names)
            or starts_with(l.given_name, r.given_name)
            or starts_with(r.given_name, l.given_name)
            then 'a known form'
        when list_has_any(l.given_names, r.middle_names) or list_has_any(l.middle_names, r.given_names)
            then 'a middle name'
        when l.given_name = r.family_name or r.given_name = l.family_name then 'the family name'
        when jaro_winkler_similarity(l.given_name, r.given_name) >= $spellings_of_one
            or damerau_levenshtein(l.given_name, r.given_name) <= 1
            then 'spelt otherwise'
        else 'another'
    end as given_name,
    case
        when l.family_name is null or r.family_name is null then 'unknown'
        when l.family_name = r.family_name then 'equal'
        when l.given_name = r.family_name and l.family_name = r.given_name then 'crosswise'
        when list_has_any(l.family_names, r.family_names) then 'a known form'
        when jaro_winkler_similarity(l.family_name, r.family_name) >= $spellings_of_one
            or damerau_levenshtein(l.family_name, r.family_name) <= 1
            then 'spelt otherwise'
        else 'another'
    end as family_name,
    case
        when l.date_of_birth is null or r.date_of_birth is null then 'unknown'
        when l.date_of_birth = r.date_of_birth then 'equal'
        when damerau_levenshtein(l.date_of_birth_text, r.date_of_birth_text) <= 1
            or date_parts_agreeing(l.date_of_birth, r.date_of_birth) = 2
            then 'mistyped'
        else 'another'
    end as birth_date,
    case
        when list_has_any(l.address_keys, r.address_keys) then 'equal'
        when list_has_any(l.places, r.places) then 'where the family lives'
        when len(l.postcodes) = 0 or len(r.postcodes) = 0 then 'unknown'
        when list_has_any(l.postcodes, r.postcodes) then 'equal in its postcode'
        else 'another'
    end as address,
    case
        when len(l.contact_points) = 0 or len(r.contact_points) = 0 then 'unknown'
        when list_has_any(l.contact_points, r.contact_points) then 'equal'
        else 'another'
    end as contact_point,
    case
        when len(l.relatives) = 0 or len(r.relatives) = 0 then 'unknown'
        when list_has_any(l.relatives, r.relatives) then 'equal'
        else 'others'
    end as relatives,
    case
        when l.nhs_number = r.nhs_number or list_has_any(l.upns, r.upns) then 'equal'
        when l.nhs_number <> r.nhs_number then 'another'
        else 'unknown'
    end as number,
    coalesce(a.household_id = b.household_id, list_has_any(l.address_keys, r.address_keys))
        as is_one_household,
    abs(date_diff('year', a.birth, b.birth)) as years_apart,
    coalesce(a.birth = b.birth, false) as has_same_birth,
    coalesce(l.sex <> r.sex, false) as has_other_sex
from pair as p
left join linkage.record as l on p.record_number_l = l.record_number
left join linkage.record as r on p.record_number_r = r.record_number
left join judged as a on p.record_number_l = a.record_number
left join judged as b on p.record_number_r = b.record_number
