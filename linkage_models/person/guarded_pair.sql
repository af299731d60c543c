-- Scored pairs with the guard that applies to each, and the weight before and after it.
with stated as (
    select distinct
        least(f.record_number, t.record_number) as record_number_l,
        greatest(f.record_number, t.record_number) as record_number_r
    from conformed.relationship as r
    inner join linkage.record as f on r.source = f.source and r.from_record_id = f.record_id
    inner join linkage.record as t on r.source = t.source and r.to_record_id = t.record_id
),

judged as (
    select
        p.*,
        l.source as source_l,
        r.source as source_r,
        coalesce(p.mw_nhs_number > 0 or p.mw_upn > 0, false) as has_one_number,
        l.nhs_number_is_verified and r.nhs_number_is_verified and l.nhs_number <> r.nhs_number
            as has_two_nhs_numbers,
        -- Most pairs bear one given name, and comparing names and dates by letters is dear: what asks for
        -- another name looks at the letters of those only who have one.
        coalesce(
            case when l.given_name <> r.given_name then not list_has_any(l.given_names, r.given_names) end,
            false
        ) as has_unlike_name,
        -- Sisters and brothers share middle names too: a birth date or a phone has to agree beside it.
        case
            when has_unlike_name
                then (
                    list_has_any(l.given_names, r.middle_names) or list_has_any(l.middle_names, r.given_names)
                )
                and coalesce(
                    damerau_levenshtein(l.date_of_birth_text, r.date_of_birth_text) <= 1
                    or p.mw_contact_point > 0,
                    false
                )
        end as is_called_by_middle_name,
        case
            when has_unlike_name
                then not is_called_by_middle_name
                    and not coalesce(l.given_name = r.family_name or l.family_name = r.given_name, false)
        end as is_called_otherwise,
        coalesce(
            case
                when is_called_otherwise
                    then jaro_winkler_similarity(l.given_name, r.given_name) < $clearly_different
                        and not starts_with(l.given_name, r.given_name)
                        and not starts_with(r.given_name, l.given_name)
            end,
            false
        ) as has_different_given_name,
        coalesce(
            case
                when is_called_otherwise
                    then jaro_winkler_similarity(l.given_name, r.given_name) < $spellings_of_one
                        and damerau_levenshtein(l.given_name, r.given_name) > 1
            end,
            false
        ) as has_other_given_name,
        coalesce(
            case
                when has_unlike_name
                    then damerau_levenshtein(l.date_of_birth_text, r.date_of_birth_text) > 1
                        and date_parts_agreeing(l.date_of_birth, r.date_of_birth) < 2
            end,
            false
        ) as has_other_name_and_birth,
        coalesce(p.mw_address > 0 or p.mw_family_name > 0 or p.mw_contact_point > 0, false)
            as is_close,
        coalesce(l.date_of_birth = r.date_of_birth, false) as has_same_birth,
        not coalesce(greatest(
            p.mw_date_of_birth, p.mw_address, p.mw_contact_point, p.mw_relatives, p.mw_nhs_number, p.mw_upn
        ) > 0, false) as has_only_a_name,
        coalesce(
            case
                when abs(date_diff('year', l.date_of_birth, r.date_of_birth)) >= $generation
                    then damerau_levenshtein(l.date_of_birth_text, r.date_of_birth_text) > 1
            end,
            false
        ) as is_generation_apart,
        coalesce(
            l.date_of_birth not between coalesce(r.born_after, l.date_of_birth) and coalesce(
                r.born_before, l.date_of_birth
            ),
            false
        )
        or coalesce(
            r.date_of_birth not between coalesce(l.born_after, r.date_of_birth) and coalesce(
                l.born_before, r.date_of_birth
            ),
            false
        )
        or coalesce(l.born_after > r.born_before or r.born_after > l.born_before, false) as is_out_of_bounds,
        l.date_of_birth is null or r.date_of_birth is null as lacks_birth,
        coalesce(l.sex <> r.sex and has_unlike_name, false) as has_other_name_and_sex,
        s.record_number_l is not null as is_stated
    from linkage.scored_pair as p
    inner join linkage.record as l on p.record_number_l = l.record_number
    inner join linkage.record as r on p.record_number_r = r.record_number
    left join stated as s
        on
            least(p.record_number_l, p.record_number_r) = s.record_number_l
            and greatest(p.record_number_l, p.record_number_r) = s.record_number_r
),

-- One number on two records is no proof where all else says that they are two: it is then typed or
-- filed on the wrong one.
numbered as (
    select
        *,
        has_one_number
        and not is_generation_apart
        and not (
            has_different_given_name
            and (not has_same_birth or has_other_name_and_sex)
            and (lacks_birth or has_other_name_and_birth)
        ) as has_same_number
    from judged
),

guarded as (
    select
        *,
        case
            when is_stated then $stated_relatives_name
            when has_two_nhs_numbers then $two_nhs_numbers_name
            when is_out_of_bounds then $age_out_of_bounds_name
            when $has_households and is_generation_apart then $parent_and_child_name
            when has_only_a_name then $only_a_name_name
            when not $has_households then null
            when has_other_name_and_sex and is_close and not has_same_number then $other_name_and_sex_name
            when has_other_given_name and has_same_birth and is_close and not has_same_number
                then case when has_different_given_name then $different_given_name_name else $twins_name end
            when (
                has_different_given_name
                or has_other_name_and_birth
                or (has_other_given_name and lacks_birth)
            )
            and is_close
            and not has_same_number
                then $different_given_name_name
        end as guard
    from numbered
)

select
    record_number_l,
    record_number_r,
    source_l,
    source_r,
    match_key as blocking_rule,
    match_weight as match_weight_before_guard,
    guard,
    match_weight + case guard
        when $stated_relatives_name then $stated_relatives_weight
        when $two_nhs_numbers_name then $two_nhs_numbers_weight
        when $age_out_of_bounds_name then $age_out_of_bounds_weight
        when $parent_and_child_name then $parent_and_child_weight
        when $only_a_name_name then $only_a_name_weight
        when $other_name_and_sex_name then $other_name_and_sex_weight
        when $different_given_name_name then $different_given_name_weight
        when $twins_name then $twins_weight
        else 0
    end as match_weight,
    mw_given_name + mw_tf_adj_given_name as weight_of_given_name,
    mw_family_name + mw_tf_adj_family_name as weight_of_family_name,
    mw_date_of_birth + mw_tf_adj_date_of_birth as weight_of_date_of_birth,
    mw_address as weight_of_address,
    mw_contact_point as weight_of_contact_point,
    mw_relatives as weight_of_relatives,
    mw_nhs_number as weight_of_nhs_number,
    mw_upn as weight_of_upn,
    mw_sex as weight_of_sex,
    case when mw_address > 0 or mw_contact_point > 0 then 'one household' else 'elsewhere' end as closeness,
    coalesce(
        guard in (
            $stated_relatives_name, $two_nhs_numbers_name, $age_out_of_bounds_name, $parent_and_child_name
        ), false
    ) as cannot_be_one
from guarded
