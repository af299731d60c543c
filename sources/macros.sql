-- Cleaning that every source shares: one macro per kind of value.

-- Letters that have no accent to strip and still have a plain form; a small ß has a capital of its own.
create or replace macro fold(x) as (
    replace(replace(replace(replace(
        translate(strip_accents(upper(x)), 'ŁØĐÐ', 'LODD'), 'Æ', 'AE'
    ), 'Œ', 'OE'), 'Þ', 'TH'), 'ẞ', 'SS')
);

create or replace macro clean_name(x) as (
    nullif(trim(regexp_replace(
        regexp_replace(translate(fold(x), '''’‘ʼ´`', ''), '[^A-Z ]', ' ', 'g'), ' +', ' ', 'g'
    )), '')
);

create or replace macro clean_names(xs) as (
    list_sort(list_distinct(list_filter(
        list_transform(coalesce(xs, []), lambda x: clean_name(x)),
        lambda x: x is not null
    )))
);

-- A name that says that there is none yet, or that none was given.
create or replace macro is_placeholder_name(x) as (
    coalesce(regexp_matches(
        clean_name(x),
        '^(UNBORN|BABY|BABY (OF.*|BOY|GIRL)|TWIN|INFANT|UNKNOWN|NOT KNOWN|X+|TEST|NO NAME|NOT GIVEN)$'
    ), true)
);

create or replace macro clean_line(x) as (
    nullif(trim(regexp_replace(
        regexp_replace(fold(x), '[^A-Z0-9 ]', ' ', 'g'), ' +', ' ', 'g'
    )), '')
);

-- A flat or room, wherever in the line it stands: FLAT 3, ROOM B.
create or replace macro flat_of(line) as (
    nullif(regexp_extract(clean_line(line), '\b(FLAT|APARTMENT|APT|ROOM|UNIT|BEDSIT) [A-Z0-9]+\b', 0), '')
);

-- The line without the flat that opens it.
create or replace macro without_flat(line) as (
    trim(regexp_replace(
        line, '^\s*(flat|apartment|apt|room|unit|bedsit) [a-z0-9/]+([ ,]+|$)', '', 'i'
    ))
);

-- The number or name of the house, without the flat: 12A, OLD MILL.
create or replace macro premises_of(line) as (
    coalesce(
        nullif(regexp_extract(clean_line(without_flat(line)), '^[0-9]+[A-Z]?\b', 0), ''),
        clean_line(split_part(without_flat(line), ',', 1))
    )
);

-- The street: what follows the house number up to the next comma, or what follows a house's name.
create or replace macro street_of(line) as (
    clean_line(coalesce(
        nullif(regexp_extract(without_flat(line), '(?i)(?:^|,)\s*\d+[a-z]?,? +([a-z][^,]*)', 1), ''),
        case when not regexp_matches(split_part(without_flat(line), ',', 1), '\d') then
                split_part(without_flat(line), ',', 2)
        end
    ))
);

create or replace macro postcode_squeezed(x) as (
    regexp_replace(upper(x), '[^A-Z0-9]', '', 'g')
);

-- Placeholders say that no address is known: no fixed abode, overseas, not known.
create or replace macro is_pseudo_postcode(x) as (
    coalesce(regexp_matches(postcode_squeezed(x), '^(ZZ99|NF1|X+$|NOPOSTCODE$|BF1|BFPO)'), false)
);

-- What a postcode or a line says of a place where nobody can be found: none at all, or a placeholder.
create or replace macro kind_of_place(line, postcode) as (
    case
        when regexp_matches(postcode_squeezed(postcode), '^(ZZ993VZ|NF11AB)$')
            or regexp_matches(clean_line(line), '^(OF )?(NO FIXED A|NFA$)')
            then 'no fixed abode'
        when is_pseudo_postcode(postcode)
            or regexp_matches(clean_line(line), '^(NOT KNOWN|UNKNOWN|NOT FOUND|X+)$')
            then 'pseudo'
    end
);

-- OUT ends in digits, or in a letter that is neither O nor I; IN is a digit and two letters. So O for
-- 0 and I for 1 are typing, except in the one or two letters that begin OUT.
create or replace macro clean_postcode(x) as (
    case
        when length(postcode_squeezed(x)) between 5 and 7
            and regexp_matches(postcode_squeezed(x), '^[A-Z]{1,2}[0-9OI][0-9A-Z]?[0-9OI][A-Z01]{2}$')
            and not is_pseudo_postcode(x)
            then substr(postcode_squeezed(x), 1, least(length(postcode_squeezed(x)) - 4, 2))
                || translate(
                    postcode_squeezed(x)[least(length(postcode_squeezed(x)) - 3, 3):-4], 'OI', '01'
                ) || ' '
                || translate(postcode_squeezed(x)[-3:-3], 'OI', '01')
                || translate(postcode_squeezed(x)[-2:-1], '01', 'OI')
    end
);

create or replace macro clean_uprn(x) as (
    case
        when regexp_matches(trim(x), '^[0-9]{1,12}(\.0)?$')
            and try_cast(split_part(trim(x), '.', 1) as bigint) > 1
            then ltrim(split_part(trim(x), '.', 1), '0')
    end
);

create or replace macro digits_of(x) as regexp_replace(x, '[^0-9]', '', 'g');

-- Modulus 11 over nine digits; one repeated digit and 0 to 9 in order pass it and are never issued.
create or replace macro nhs_number_is_valid(d) as (
    coalesce(
        length(d) = 10
        and d[1:9] <> '012345678'
        and not regexp_matches(d, '^(0{10}|1{10}|2{10}|3{10}|4{10}|5{10}|6{10}|7{10}|8{10}|9{10})$')
        and (11 - list_sum(list_transform(
            range(1, 10), lambda i: try_cast(substr(d, i, 1) as integer) * (11 - i)
        )) % 11) % 11 = try_cast(d[10] as integer),
        false
    )
);

create or replace macro clean_nhs_number(x) as (
    case
        when regexp_matches(x, '^[0-9 -]+$') and nhs_number_is_valid(digits_of(x)) then digits_of(x)
    end
);

-- The check letter is the weighted sum of positions 2 to 13, modulus 23.
create or replace macro upn_check_letter(u) as (
    substr('ABCDEFGHJKLMNPQRTUVWXYZ', cast(list_sum(list_transform(
        range(2, 14),
        lambda i: (case
            when regexp_matches(substr(u, i, 1), '[0-9]') then try_cast(substr(u, i, 1) as integer)
            else strpos('ABCDEFGHJKLMNPQRTUVWXYZ', substr(u, i, 1)) - 1
        end) * i
    )) % 23 as integer) + 1, 1)
);

create or replace macro clean_upn(x) as (
    case
        when regexp_matches(upper(trim(x)), '^[A-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$')
            and upn_check_letter(upper(trim(x))) = upper(trim(x))[1]
            then upper(trim(x))
    end
);

-- A phone number as digits with its leading 0; an e-mail address in lower case.
create or replace macro clean_contact(x) as (
    case
        when contains(x, '@') then lower(regexp_replace(x, '[\pZ\pC]+', '', 'g'))
        when length(regexp_replace(digits_of(x), '^(0044|44)0?', '0')) between 10 and 11
            then '0' || ltrim(regexp_replace(digits_of(x), '^(0044|44)0?', '0'), '0')
    end
);

-- Dates that systems put where none is known.
create or replace macro is_default_date(d) as (
    d in (date '1900-01-01', date '1899-12-30', date '1899-12-31', date '1753-01-01', date '9999-12-31')
);

create or replace macro date_quality(d, is_estimated) as (
    case
        when d is null then null
        when is_default_date(d) then 'default'
        when coalesce(is_estimated, false) then 'estimated'
        else 'full'
    end
);

-- A free-text full name: an optional title, given names, surname last, or first before a comma. A
-- double-barrelled surname is one word.
create or replace macro surname_last(x) as (
    case when contains(x, ',') then concat_ws(' ', split_part(x, ',', 2), split_part(x, ',', 1)) else x end
);

create or replace macro name_words(x) as (
    list_filter(
        list_transform(
            string_split(regexp_replace(coalesce(surname_last(x), ''), '\s+', ' ', 'g'), ' '),
            lambda w: clean_name(w)
        ),
        lambda w: w is not null
        and w not in ('MR', 'MRS', 'MS', 'MISS', 'MX', 'DR', 'REV', 'SIR', 'LADY')
    )
);
create or replace macro given_of_full_name(x) as (
    case when len(name_words(x)) > 1 then name_words(x)[1] end
);
create or replace macro family_of_full_name(x) as name_words(x)[-1];

create or replace macro without_title(name) as (
    regexp_replace(name, '^(MR|MRS|MS|MISS|MX|MASTER|DR|REV) ', '')
);

-- What offices write before the name of a record that is not to be used any more.
create or replace macro without_marker(name) as (
    nullif(regexp_replace(name, '^(DUPLICATE|DUPE?|DO NOT USE|NOT IN USE)( RECORD| OF)*( |$)', ''), '')
);

-- A given name, or nothing where the field holds a title or says that there is no name yet.
create or replace macro clean_given_name(x) as (
    case when not is_placeholder_name(without_marker(clean_name(x))) then
            nullif(without_title(without_marker(clean_name(x))), '')
    end
);

create or replace macro clean_family_name(x) as (
    case when not regexp_matches(without_marker(clean_name(x)), '^(UNKNOWN|NOT KNOWN|X+)$') then
            without_marker(clean_name(x))
    end
);

create or replace macro lines_joined(xs) as (
    nullif(array_to_string(list_filter(xs, lambda x: trim(coalesce(x, '')) <> ''), ', '), '')
);

create or replace macro whole_number(x) as (
    case when regexp_matches(x, '^-?[0-9]+(\.0+)?$') then try_cast(x as integer) end
);
