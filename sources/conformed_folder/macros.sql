-- Reading a value of a labelled set as what it means, however a tool wrote it.

create or replace macro given_text(x) as (
    nullif(trim(x, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')
);

create or replace macro given_word(x) as lower(given_text(x));

create or replace macro given_tie(x) as regexp_replace(given_word(x), '[ -]+', '_', 'g');

-- An ISO date, with or without hyphens; a time of day after it is left out.
create or replace macro given_date(x) as (
    case
        when regexp_matches(given_text(x), '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?$')
            then try_cast(left(given_text(x), 10) as date)
        when regexp_matches(given_text(x), '^[0-9]{8}$')
            then cast(try_strptime(given_text(x), '%Y%m%d') as date)
    end
);

create or replace macro given_flag(x) as (
    case
        when given_word(x) in ('true', 't', 'yes', 'y', '1') then true
        when given_word(x) in ('false', 'f', 'no', 'n', '0') then false
    end
);

create or replace macro given_number(x) as try_cast(given_text(x) as integer);

create or replace macro given_sex(x) as (
    case
        when given_word(x) in ('m', 'male', 'man', 'boy', '1') then 'M'
        when given_word(x) in ('f', 'female', 'woman', 'girl', '2') then 'F'
        when given_word(x) in ('u', 'unknown', 'not known', 'not specified', 'other', 'x', 'i', '0', '9')
            then 'U'
    end
);

-- Several values in one field: a JSON list, or words between commas, semicolons or bars.
create or replace macro given_list(x) as (
    case when given_text(x) is not null then
            regexp_split_to_array(regexp_replace(given_text(x), '[\[\]"]', '', 'g'), ' *[,;|] *')
    end
);

-- A whole number that a tool turned into a decimal one.
create or replace macro given_decimal(x) as (
    case
        when isnan(x) then null
        when x = floor(x) and abs(x) < 1e15 then cast(cast(x as bigint) as varchar)
        else cast(x as varchar)
    end
);

-- An identifier of some other country or system: compared as it stands.
create or replace macro kept_identifier(x) as clean_line(x);

create or replace macro kept_contact(x) as (
    case when contains(x, '@') then clean_contact(x) else clean_line(x) end
);

-- What is British in an identifier, a placeholder included; null otherwise.
create or replace macro british_postcode(x) as (
    case when clean_postcode(x) is not null or is_pseudo_postcode(x) then x end
);

create or replace macro british_contact(x) as case when not contains(x, '@') then clean_contact(x) end;

create or replace macro contact_to_judge(x) as case when not contains(x, '@') then x end;

create or replace macro given_as_it_is(x) as x;
