-- One pair per error, the one that came nearest to a link or was the strongest, with its kind.
with telling as (
    select
        *,
        bool_or(is_asked) over (partition by error, true_id, found_id) as is_asked_of_any
    from agreement
    qualify
        row_number() over (
            partition by error, true_id, found_id
            order by
                list_position(
                    ['joined', 'cut', 'doubtful', 'guarded', 'for review', 'below', 'far below', 'apart'],
                    stage
                ),
                weight desc nulls last,
                (given_name = 'equal')::integer
                + (family_name = 'equal')::integer
                + (birth_date = 'equal')::integer
                + (address = 'equal')::integer
                + (contact_point = 'equal')::integer desc,
                record_number_l,
                record_number_r
        ) = 1
)

select
    error,
    stage,
    detail,
    weight,
    is_asked_of_any as is_asked,
    example_l,
    example_r,
    case
        when error = 'false'
            then
                case
                    when record_number_l is null then 'joined through others'
                    when number = 'equal' then 'a number of somebody else'
                    when is_one_household and years_apart >= $generation then 'parent and child'
                    when is_one_household and has_same_birth then 'twins'
                    when is_one_household and has_other_sex then 'brother and sister or a couple'
                    when
                        is_one_household and birth_date = 'unknown'
                        then 'one household, a birth date unknown'
                    when is_one_household then 'brothers or sisters'
                    when birth_date = 'unknown' then 'namesakes, a birth date unknown'
                    else 'namesakes'
                end
        when number = 'another' then 'another NHS number'
        when 'crosswise' in (given_name, family_name) then 'names crosswise'
        when given_name = 'the family name' then 'one name in the place of the other'
        when given_name = 'unknown' then 'a given name unknown'
        when birth_date = 'unknown'
            then
                case
                    when given_name in ('another', 'spelt otherwise', 'a known form', 'a middle name')
                        and family_name in ('another', 'spelt otherwise')
                        then 'no birth date, both names differ'
                    when family_name = 'another' then 'no birth date, another family name'
                    when family_name = 'spelt otherwise' then 'no birth date, family name misspelt'
                    when given_name = 'a known form' then 'no birth date, a form of the given name'
                    when given_name = 'a middle name' then 'no birth date, called by a middle name'
                    when given_name = 'spelt otherwise' then 'no birth date, given name misspelt'
                    when given_name = 'another' then 'no birth date, another given name'
                    when
                        address in ('equal', 'where the family lives', 'equal in its postcode')
                        or contact_point = 'equal'
                        then 'no birth date, home or contact agrees'
                    else 'no birth date, no home in common'
                end
        when birth_date = 'another' then 'another birth date'
        when family_name = 'another' and given_name = 'another' then 'both names differ'
        when birth_date = 'mistyped' then 'birth date mistyped'
        when family_name = 'another' then 'another family name'
        when given_name = 'another' then 'another given name'
        when 'spelt otherwise' in (given_name, family_name) then 'a name misspelt'
        when given_name = 'a middle name' then 'called by a middle name'
        when given_name = 'a known form' then 'a form of the given name'
        else 'nothing but the home differs'
    end as kind,
    concat_ws(
        '; ',
        between_whom,
        'given name ' || given_name,
        'family name ' || family_name,
        'birth date ' || birth_date,
        'address ' || address,
        'contact point ' || contact_point,
        'relatives ' || nullif(relatives, 'unknown'),
        'number ' || nullif(number, 'unknown')
    ) as pattern
from telling
