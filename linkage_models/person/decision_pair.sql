-- One row per pair of records that people decided on: what stands, and which records they are. Of each
-- person's decisions the latest counts; where people disagree, or one of them on one day, the pair is
-- disputed, and what stands is that they are different.
with told as (
    select
        case when (source_l, record_id_l) < (source_r, record_id_r) then source_l else source_r end
            as source_l,
        case when (source_l, record_id_l) < (source_r, record_id_r) then record_id_l else record_id_r end
            as record_id_l,
        case when (source_l, record_id_l) < (source_r, record_id_r) then source_r else source_l end
            as source_r,
        case when (source_l, record_id_l) < (source_r, record_id_r) then record_id_r else record_id_l end
            as record_id_r,
        decision,
        decided_by,
        decided_on,
        reason,
        revoked_on is not null as is_revoked
    from decision_told
),

-- A decision that somebody took back is not theirs any more, nor does it bring back an earlier one
-- that it had replaced.
standing as (
    select
        *,
        not is_revoked
        and rank() over (
            partition by source_l, record_id_l, source_r, record_id_r, lower(decided_by)
            order by decided_on desc
        ) = 1 as is_in_force
    from told
),

judged as (
    select
        *,
        coalesce(bool_or(is_in_force and decision = 'same') over pair_of_records, false) as is_same,
        coalesce(bool_or(is_in_force and decision = 'different') over pair_of_records, false)
            as is_different
    from standing
    window pair_of_records as (partition by source_l, record_id_l, source_r, record_id_r)
),

-- The decision to show: the latest that says what stands, or the latest of all where none does.
shown as (
    select
        *,
        row_number() over (
            partition by source_l, record_id_l, source_r, record_id_r
            order by
                (is_in_force and (decision = 'different') = is_different) desc,
                decided_on desc,
                decided_by asc,
                decision asc,
                reason asc
        ) as place
    from judged
)

select
    l.record_number as record_number_l,
    r.record_number as record_number_r,
    s.source_l,
    s.record_id_l,
    s.source_r,
    s.record_id_r,
    s.decision,
    s.decided_by,
    s.decided_on,
    s.reason,
    s.is_same and s.is_different as is_disputed,
    not s.is_same and not s.is_different as is_revoked,
    p.record_id is not null and q.record_id is not null as is_delivered
from shown as s
left join linkage.record as l on s.source_l = l.source and s.record_id_l = l.record_id
left join linkage.record as r on s.source_r = r.source and s.record_id_r = r.record_id
left join conformed.person_record as p on s.source_l = p.source and s.record_id_l = p.record_id
left join conformed.person_record as q on s.source_r = q.source and s.record_id_r = q.record_id
where s.place = 1
order by s.source_l, s.record_id_l, s.source_r, s.record_id_r
