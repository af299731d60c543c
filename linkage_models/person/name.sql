-- The names by which each record can be known. Words that tell no two people apart are left out of
-- lists of names: titles, placeholders, names that are taken by custom (KAUR, BEGUM).
with words as (
    select
        list(word) filter (where kind = 'title') as titles,
        list(word) filter (where kind = 'placeholder') as placeholders,
        list(word) filter (where kind = 'shared') as shared,
        list(word) filter (where kind = 'particle') as particles,
        list(word) filter (where kind = 'courtesy' and sex = 'F') as courtesies_of_women,
        list(word) filter (where kind = 'courtesy' and sex = 'M') as courtesies_of_men
    from naming_word
),

written as (
    select
        p.source,
        p.record_id,
        p.family_name,
        p.other_family_names,
        p.other_given_names,
        p.middle_names,
        case when not list_contains(w.placeholders, replace(p.given_name, ' ', '')) then
                coalesce(nullif(without_words(p.given_name, w.titles), ''), p.given_name)
        end as given_name,
        case p.sex
            when 'F' then w.courtesies_of_women
            when 'M' then w.courtesies_of_men
            else list_concat(w.courtesies_of_women, w.courtesies_of_men)
        end as courtesies,
        w.titles,
        w.shared,
        w.particles
    from conformed.person_record as p
    cross join words as w
    where not p.is_restricted
),

known_name as (
    select distinct name from name_key
),

-- Of a name written whole (MUHAMMAD TAHIR) the words that follow a shared one are its middle names; a
-- name that is known whole (ABDUL RAHMAN) is one name.
whole as (
    select
        w.*,
        k.name is null
        and contains(w.given_name, ' ')
        and list_contains(w.shared, split_part(w.given_name, ' ', 1)) as has_two
    from written as w
    left join known_name as k on replace(w.given_name, ' ', '') = k.name
),

split as (
    select
        * exclude (given_name, middle_names),
        case when has_two then split_part(given_name, ' ', 1) else given_name end as given_name,
        case when has_two then concat_ws(' ', substr(given_name, strpos(given_name, ' ') + 1), middle_names)
            else middle_names
        end as middle_names
    from whole
),

parted as (
    select
        source,
        record_id,
        given_name,
        name_parts(
            list_concat([given_name], other_given_names),
            list_concat(titles, case when contains(given_name, ' ') then shared else [] end)
        ) as given_names,
        list_filter(
            string_split(middle_names, ' '),
            lambda w: length(w) > 1 and not list_contains(list_concat(titles, courtesies, shared), w)
        ) as middles,
        name_parts(list_concat([family_name], other_family_names), list_concat(particles, courtesies))
            as family_names,
        coalesce(without_words(family_name, courtesies) = '', false) as has_courtesy_for_family_name,
        coalesce(list_contains(shared, given_name) and len(middles) > 0, false) as is_called_otherwise
    from split
),

-- Brothers may all be Muhammad, and are called by the name that follows.
called as (
    select
        source,
        record_id,
        case when is_called_otherwise then middles[1] else given_name end as given_name,
        case when is_called_otherwise then middles[1:1] else given_names end as given_names,
        case when is_called_otherwise then list_concat(middles[2:], given_names) else middles end
            as middle_names,
        family_names,
        has_courtesy_for_family_name
    from parted
),

-- What is written, and what it is a form or a spelling of. Middle names stand apart, since sisters
-- and brothers are often given one middle name.
each_given_name as (
    select
        source,
        record_id,
        unnest(given_names) as name
    from called
),

given_key as (
    select
        n.source,
        n.record_id,
        list(coalesce(k.key, n.name)) as keys
    from each_given_name as n
    left join name_key as k on replace(n.name, ' ', '') = k.name
    group by n.source, n.record_id
),

each_family_name as (
    select
        source,
        record_id,
        unnest(family_names) as name
    from called
),

family_key as (
    select
        n.source,
        n.record_id,
        list(coalesce(s.key, family_name_key(n.name))) as keys
    from each_family_name as n
    left join spelling as s on replace(n.name, ' ', '') = s.name
    group by n.source, n.record_id
)

select
    n.source,
    n.record_id,
    n.given_name,
    list_sort(list_distinct(list_concat(n.given_names, coalesce(g.keys, [])))) as given_names,
    coalesce(n.middle_names, []) as middle_names,
    list_sort(list_distinct(list_concat(n.family_names, coalesce(f.keys, [])))) as family_names,
    n.has_courtesy_for_family_name
from called as n
left join given_key as g on n.source = g.source and n.record_id = g.record_id
left join family_key as f on n.source = f.source and n.record_id = f.record_id
