-- What every SELECT about a list needs: who a row is about, and whom it names beside them.

-- Names in one column: `Family, Given`, or as in any full name.
create or replace macro given_of_list_name(x) as (
    case when contains(x, ',') then name_words(split_part(x, ',', 2))[1] else given_of_full_name(x) end
);

create or replace macro family_of_list_name(x) as (
    case when contains(x, ',') then split_part(x, ',', 1) else family_of_full_name(x) end
);

-- The id of a row: its own, or a pupil's number. A list without ids tells people apart by NHS number,
-- or else by name, birth and postcode; the id is then a digest of these. It keeps them out of sight and
-- is no pseudonym: whoever tries all numbers finds whose it is. It stays in the warehouse, where the
-- number stands beside it anyway.
create or replace macro built_id(nhs_number, names, birth, postcode) as (
    md5(coalesce(
        clean_nhs_number(nhs_number),
        concat_ws('|', clean_name(array_to_string(names, ' ')), birth, postcode_squeezed(postcode))
    ))
);

-- The id of somebody whom a row names: an id of their own is the same for all children of a mother.
-- Place 0 is the one contact that a row is about, told from those of other rows by name.
create or replace macro contact_id(holder_id, place, own_id, contact_name) as (
    case
        when own_id is not null then 'contact:' || own_id
        when place > 0 then holder_id || ':contact:' || place
        else holder_id || ':contact:' || left(md5(coalesce(clean_name(contact_name), '')), 12)
    end
);

-- The rows of a list with the ids of those they are about.
create or replace macro list_entries(entries) as table (
    select
        e.*,  -- noqa: AM04
        coalesce(e.record_id, e.upn, built_id(
            e.nhs_number, [e.given_name, e.family_name, e.full_name], e.date_of_birth, e.postcode
        )) as entry_id
    from query_table(entries) as e
);

-- One contact of every row, as it stands there: the columns of one slot, under names without it.
create or replace macro list_slot(entries, place, slot) as table (
    select
        entry_id as holder_id,
        _file,
        _record,
        place as place,
        columns(slot || '_([a-z].*)') as '\1'
    from list_entries(entries)
);

-- The contacts whom the rows of a list name; nobody where there is no name, and professionals are
-- nobody's family. What is dear to work out is left to the SELECT that needs it.
create or replace macro list_contacts(entries) as table (
    with named as (
        select * from list_slot(entries, 0, 'contact')
        union all by name
        select * from list_slot(entries, 1, 'contact_1')
        union all by name
        select * from list_slot(entries, 2, 'contact_2')
        union all by name
        select * from list_slot(entries, 3, 'contact_3')
    )

    select
        n.holder_id,
        n._file,
        n._record,
        contact_id(
            n.holder_id, n.place, n.id, concat_ws(' ', n.name, n.given_name, n.family_name)
        ) as record_id,
        n.name as full_name,
        n.given_name,
        n.family_name,
        n.sex,
        n.date_of_birth,
        n.nhs_number,
        coalesce(n.relationship, 'other') as relationship,
        n.relationship_as_received as word,
        n.parental_responsibility,
        n.lives_with,
        n.next_of_kin,
        [n.phone_1, n.phone_2, n.phone_3, n.email] as points,
        [n.address_line_1, n.address_line_2, n.address_line_3] as lines,
        n.postcode
    from named as n
    where
        coalesce(n.name, n.given_name, n.family_name) is not null
        and coalesce(n.relationship, 'other') <> 'professional'
);
