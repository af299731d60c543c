-- What every SELECT about the school census needs: who was seen at which school, in which term.

-- The term that a file is of, where its name says so: 2024_autumn_pupilonroll.csv, Autumn2024.csv.
create or replace macro census_term(file) as (
    array_to_string(list_transform(
        regexp_extract_all(
            lower(file), '20[0-9]{2}[_ .-]?(autumn|spring|summer)|(autumn|spring|summer)[_ .-]?20[0-9]{2}'
        )[:1],
        lambda t: regexp_extract(t, '20[0-9]{2}') || '_' || regexp_extract(t, '[a-z]+')
    ), '')
);

create or replace macro thursday_from(day) as (
    day + cast((11 - isodow(day)) % 7 as integer)
);

-- The day of the census: the first Thursday of October, the third of January and of May.
create or replace macro census_day(term) as (
    case
        when term like '20__~_%' escape '~'
            then thursday_from(make_date(
                    cast(left(term, 4) as integer),
                    case term[6:] when 'autumn' then 10 when 'spring' then 1 else 5 end,
                    case term[6:] when 'autumn' then 1 else 15 end
                ))
    end
);

-- Each sight of a pupil at a school on the day of a census. `place` 1 is the newest of a record: on
-- roll before gone, and the school where the pupil is enrolled in the first place before another.
-- Without a UPN a row is known by its id, which means something within its term and table only. So is
-- each row of a UPN that is two pupils' at the newest sight: neither is taken for the other or lost.
create or replace macro census_sights(on_roll, off_roll, school_returns, school_names) as table (
    with school_return as (
        select
            r.schoolcensustableid,
            census_term(r._file) as term,
            r.lea || '/' || r.estab as school,
            r.referencedate,
            n.schoolname
        from query_table(school_returns) as r  -- noqa: RF02
        left join query_table(school_names) as n  -- noqa: RF02
            on r.schoolcensustableid = n.schoolcensustableid and census_term(r._file) = census_term(n._file)
        qualify row_number() over (
                partition by r.schoolcensustableid, census_term(r._file)
                order by r.referencedate desc nulls last, r._file, r._record, n.schoolname
            ) = 1
    ),

    pupil as (
        select
            a.*,  -- noqa: AM04
            true as is_on_roll,
            a.pupilonrolltableid as row_id,
            census_term(a._file) as term
        from query_table(on_roll) as a
        union all by name
        select
            g.*,  -- noqa: AM04
            false as is_on_roll,
            g.pupilnolongeronrolltableid as row_id,
            census_term(g._file) as term
        from query_table(off_roll) as g
    ),

    seen as (
        select
            p.*,  -- noqa: AM04
            coalesce(r.referencedate, census_day(p.term), p._delivery) as observed_on,
            coalesce(r.school, p.NativeId, '') as school,
            coalesce(r.schoolname, r.school, p.NativeId) as school_name
        from pupil as p
        left join school_return as r on p.schoolcensustableid = r.schoolcensustableid and p.term = r.term
    ),

    newest as (
        select
            upn,
            dob,
            clean_name(forename) as given_name,
            clean_name(surname) as family_name
        from seen
        where upn is not null
        qualify observed_on = max(observed_on) over (partition by upn)
    ),

    of_two as (
        select upn
        from newest
        group by upn
        having
            min(dob) <> max(dob)
            or (min(given_name) <> max(given_name) and min(family_name) <> max(family_name))
    ),

    told as (
        select
            s.*,  -- noqa: AM04
            case when t.upn is null then s.upn end as own_upn
        from seen as s
        left join of_two as t on s.upn = t.upn
    ),

    sight as (
        select
            *,
            coalesce(
                own_upn,
                case when is_on_roll then 'pupilonroll:' else 'pupilnolongeronroll:' end
                || term || ':' || row_id
            ) as record_id
        from told
    ),

    placed as (
        select
            *,
            row_number() over (
                partition by record_id
                order by
                    observed_on desc,
                    is_on_roll desc,
                    coalesce(enrolstatus, 'C') in ('C', 'M') desc,
                    entrydate desc nulls last,
                    _file desc,
                    _record desc
            ) as place
        from sight
    )

    select
        *,  -- noqa: AM04
        -- Of one day, the same order holds.
        row_number() over (partition by record_id, observed_on order by place) as place_of_day
    from placed
);
