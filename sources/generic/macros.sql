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

-- One contact of a row, as it stands there; nobody where there is no name. What is dear to work out
-- is left to the SELECT that needs it.
create or replace macro contact_of(
    place, holder_id, own_id, full_name, given_name, family_name, sex, date_of_birth, nhs_number,
    relationship, word, parental_responsibility, lives_with, next_of_kin, points, lines, postcode
) as (
    case
        when coalesce(full_name, given_name, family_name) is not null
            then {
                    'record_id': contact_id(
                        holder_id, place, own_id, concat_ws(' ', full_name, given_name, family_name)
                    ),
                    'full_name': full_name,
                    'given_name': given_name,
                    'family_name': family_name,
                    'sex': sex,
                    'date_of_birth': date_of_birth,
                    'nhs_number': nhs_number,
                    'relationship': coalesce(relationship, 'other'),
                    'word': word,
                    'parental_responsibility': parental_responsibility,
                    'lives_with': lives_with,
                    'next_of_kin': next_of_kin,
                    'points': points,
                    'lines': lines,
                    'postcode': postcode
                }
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

-- The contacts whom the rows of a list name. Professionals are nobody's family.
create or replace macro list_contacts(entries) as table (
    select
        e.entry_id as holder_id,
        e._file,
        e._record,
        contact.*  -- noqa: AM04
    from (
        select
            e.entry_id,
            e._file,
            e._record,
            unnest([
                contact_of(
                    0, e.entry_id, e.contact_id, e.contact_name,
                    e.contact_given_name, e.contact_family_name,
                    e.contact_sex, e.contact_date_of_birth, e.contact_nhs_number,
                    e.contact_relationship, e.contact_relationship_as_received,
                    e.contact_parental_responsibility, e.contact_lives_with, e.contact_next_of_kin,
                    [
                        e.contact_phone_1, e.contact_phone_2, e.contact_phone_3,
                        e.contact_email
                    ],
                    [
                        e.contact_address_line_1, e.contact_address_line_2,
                        e.contact_address_line_3
                    ],
                    e.contact_postcode
                ),
                contact_of(
                    1, e.entry_id, e.contact_1_id, e.contact_1_name,
                    e.contact_1_given_name, e.contact_1_family_name,
                    e.contact_1_sex, e.contact_1_date_of_birth, e.contact_1_nhs_number,
                    e.contact_1_relationship, e.contact_1_relationship_as_received,
                    e.contact_1_parental_responsibility, e.contact_1_lives_with, e.contact_1_next_of_kin,
                    [
                        e.contact_1_phone_1, e.contact_1_phone_2, e.contact_1_phone_3,
                        e.contact_1_email
                    ],
                    [
                        e.contact_1_address_line_1, e.contact_1_address_line_2,
                        e.contact_1_address_line_3
                    ],
                    e.contact_1_postcode
                ),
                contact_of(
                    2, e.entry_id, e.contact_2_id, e.contact_2_name,
                    e.contact_2_given_name, e.contact_2_family_name,
                    e.contact_2_sex, e.contact_2_date_of_birth, e.contact_2_nhs_number,
                    e.contact_2_relationship, e.contact_2_relationship_as_received,
                    e.contact_2_parental_responsibility, e.contact_2_lives_with, e.contact_2_next_of_kin,
                    [
                        e.contact_2_phone_1, e.contact_2_phone_2, e.contact_2_phone_3,
                        e.contact_2_email
                    ],
                    [
                        e.contact_2_address_line_1, e.contact_2_address_line_2,
                        e.contact_2_address_line_3
                    ],
                    e.contact_2_postcode
                ),
                contact_of(
                    3, e.entry_id, e.contact_3_id, e.contact_3_name,
                    e.contact_3_given_name, e.contact_3_family_name,
                    e.contact_3_sex, e.contact_3_date_of_birth, e.contact_3_nhs_number,
                    e.contact_3_relationship, e.contact_3_relationship_as_received,
                    e.contact_3_parental_responsibility, e.contact_3_lives_with, e.contact_3_next_of_kin,
                    [
                        e.contact_3_phone_1, e.contact_3_phone_2, e.contact_3_phone_3,
                        e.contact_3_email
                    ],
                    [
                        e.contact_3_address_line_1, e.contact_3_address_line_2,
                        e.contact_3_address_line_3
                    ],
                    e.contact_3_postcode
                )
            ]) as contact
        from list_entries(entries) as e
    ) as e
    where contact is not null and contact.relationship <> 'professional'
);
