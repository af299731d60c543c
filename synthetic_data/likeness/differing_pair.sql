-- What differs between a person's record at the practice and one at another service; null: blank.
-- Adults are compared with mental health, children with social care and schools.
select
    o.source,
    gp.is_adult,
    gp.true_sex,
    gp.given_name <> o.given_name as given_name,
    gp.given_name[:2] = o.given_name[:2] as same_beginning,
    gp.family_name <> o.family_name as family_name,
    gp.given_name = o.family_name
    and gp.family_name = o.given_name
    and gp.given_name <> gp.family_name as swapped,
    gp.sex <> o.sex as sex,
    gp.postcode <> o.postcode as postcode,
    here.wrong_postcode::integer + there.wrong_postcode::integer > 0 as wrong_postcode,
    here.wrong_line::integer + there.wrong_line::integer > 0 as wrong_line,
    case
        when 'default' not in (gp.date_of_birth_quality, o.date_of_birth_quality)
            then gp.date_of_birth <> o.date_of_birth
    end as date_of_birth,
    (date_part('day', gp.date_of_birth) <> date_part('day', o.date_of_birth))::integer
    + (date_part('month', gp.date_of_birth) <> date_part('month', o.date_of_birth))::integer
    + (date_part('year', gp.date_of_birth) <> date_part('year', o.date_of_birth))::integer
    = 1 as is_one_part,
    jaro_winkler_similarity(gp.family_name, o.family_name) < 0.8
    and not list_has_any(
        string_split(gp.family_name, ' '), string_split(o.family_name, ' ')
    ) as unlike_family_name
from written_record as gp
inner join written_record as o on gp.person_id = o.person_id and o.source <> 'gp'
left join written_address as here on gp.person_id = here.person_id and here.source = 'gp'
left join written_address as there on o.person_id = there.person_id and o.source = there.source
where gp.source = 'gp' and gp.is_adult = (o.source = 'adult_mental_health')
order by o.source, gp.record_id
