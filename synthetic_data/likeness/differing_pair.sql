-- What differs between a person's record at the practice and one at another service; null: blank.
select
    o.source,
    o.source = 'adult_mental_health' as is_adult,
    gp.sex as sex_at_practice,
    gp.given_name <> o.given_name as given_name,
    gp.given_name[:2] = o.given_name[:2] as same_beginning,
    gp.family_name <> o.family_name as family_name,
    gp.given_name = o.family_name
    and gp.family_name = o.given_name
    and gp.given_name <> gp.family_name as swapped,
    gp.sex <> o.sex as sex,
    gp.postcode <> o.postcode as postcode,
    case
        when 'default' not in (gp.date_of_birth_quality, o.date_of_birth_quality)
            then gp.date_of_birth <> o.date_of_birth
    end as date_of_birth,
    (date_part('day', gp.date_of_birth) <> date_part('day', o.date_of_birth))::integer
    + (date_part('month', gp.date_of_birth) <> date_part('month', o.date_of_birth))::integer
    + (date_part('year', gp.date_of_birth) <> date_part('year', o.date_of_birth))::integer
        as parts_of_date,
    jaro_winkler_similarity(gp.family_name, o.family_name) < 0.8
    and not list_has_any(
        string_split(gp.family_name, ' '), string_split(o.family_name, ' ')
    ) as unlike_family_name
from written_record as gp
inner join written_record as o on gp.person_id = o.person_id and o.source <> 'gp'
where
    gp.source = 'gp'
    and (
        o.source <> 'childrens_social_care'
        or gp.date_of_birth > $as_at::date - interval 18 year
    )
order by o.source, gp.record_id
