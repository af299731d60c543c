-- An address as one comparable key: postcode with the numbers of the line, the letter of a flat as 0A
-- and F9 as 9, or all of a line that has neither.
create or replace macro numbers_of(line) as (
    array_to_string(regexp_extract_all(
        regexp_replace(
            regexp_replace(line, '\b(?:FLAT|ROOM|UNIT|APARTMENT|APT) ([A-Z])\b', '0\1', 'g'),
            '\bF([0-9])', '\1', 'g'
        ),
        '\b[0-9]+[A-Z]?\b'
    ), ' ')
);

create or replace macro address_key(line, postcode) as (
    case when postcode is not null and line is not null then
            postcode || '/' || coalesce(nullif(numbers_of(line), ''), line)
    end
);

-- A name without words that tell nobody apart.
create or replace macro without_words(name, words) as (
    array_to_string(list_filter(string_split(name, ' '), lambda w: not list_contains(words, w)), ' ')
);

-- Names and, of names of several words, each word too, but for words that tell nobody apart.
create or replace macro name_parts(names, words) as (
    list_sort(list_distinct(list_filter(
        list_concat(names, flatten(list_transform(names, lambda n: string_split(n, ' ')))),
        lambda n: length(n) > 1 and not list_contains(words, n)
    )))
);

-- A family name as all of a family bear it: Mac and Mc, particles joined on, and the endings that
-- Slavic names take for women.
create or replace macro family_name_key(name) as (
    regexp_replace(
        regexp_replace(regexp_replace(replace(name, ' ', ''), '^MAC', 'MC'), '([SCZ])KA$', '\1KI'),
        '([OE]V)A$', '\1'
    )
);

-- How many of year, month and day agree.
create or replace macro date_parts_agreeing(a, b) as (
    (year(a) = year(b))::integer + (month(a) = month(b))::integer + (day(a) = day(b))::integer
);

-- Two lists of dated residences hold one address in an overlapping period.
create or replace macro lived_together(a, b) as (
    len(list_filter(a, lambda s: len(list_filter(
        b, lambda t:
        t.address = s.address and t.from_date <= s.to_date and s.from_date <= t.to_date
    )) > 0)) > 0
);

-- The same where a source leaves out since when: nothing says that they did not.
create or replace macro may_have_lived_together(a, b) as (
    len(list_filter(a, lambda s: len(list_filter(
        b, lambda t: t.address = s.address and not (t.is_dated and s.is_dated)
        and (s.from_date <= t.to_date or not s.is_dated)
        and (t.from_date <= s.to_date or not t.is_dated)
    )) > 0)) > 0
);

-- Two lists of address keys hold the same home but for one digit, or for a flat that one leaves out.
create or replace macro may_be_one_home(a, b) as (
    len(list_filter(a, lambda s: len(list_filter(
        b, lambda t:
        split_part(s, '/', 1) = split_part(t, '/', 1)
        and (
            damerau_levenshtein(split_part(s, '/', 2), split_part(t, '/', 2)) = 1
            or ends_with(s, ' ' || split_part(t, '/', 2))
            or ends_with(t, ' ' || split_part(s, '/', 2))
        )
    )) > 0)) > 0
);

-- A note mentions a child of this name, born when the age in it allows; a month is left for rounding.
create or replace macro mentions_child(mentions, given_names, birth) as (
    len(list_filter(
        mentions, lambda m:
        list_contains(given_names, m.given_name)
        and coalesce(birth between m.born_from - interval 31 day and m.born_to + interval 31 day, true)
    )) > 0
);

-- A surname made of somebody's given name: RAJAN of RAJAN, HALLGRIMSDOTTIR of HALLGRIM.
create or replace macro is_named_after(family_name, given_names) as (
    len(list_filter(
        given_names, lambda g: family_name = g or (length(g) >= 4 and starts_with(family_name, g))
    )) > 0
);

create or replace macro years_between(a, b) as abs(date_diff('month', a, b)) / 12.0;

-- Whether any name of one list is spelled like any of another.
create or replace macro any_alike(names, others, likeness) as (
    coalesce(list_max(list_transform(
        flatten(list_transform(names, lambda n: list_transform(others, lambda o: [n, o]))),
        lambda p: jaro_winkler_similarity(p[1], p[2])
    )) >= likeness, false)
);
